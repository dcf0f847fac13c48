import { randomUUID } from "node:crypto";
import {
  defineResource,
  requireConfigured,
  type CreateRequest,
  UNKNOWN,
  whenUnknown,
  type Diagnostic,
  type FinalPlan,
  type PlanRequest,
  type State,
  type StateOutcome,
} from "../../../sdk";
import { parseHostId } from "../../domain/host-locator";
import { finishedSteps } from "../../domain/host-journal";
import type { HostSpec } from "../../domain/host-spec";
import { intentsOf } from "../../pipeline/phase";
import { prepareHost, releaseHost, type HostOutcome } from "../../pipeline/prepare-host";
import { lookAtHost } from "../../pipeline/visit-host";
import { checkHostPhases, prepareHostPhases } from "../../pipeline/workflows/prepare-host";
import { checkVersionChange } from "../../plan/check-change";
import type { Known } from "../../plan/known";
import type { Services } from "../environment";
import { issueDiagnostic } from "../issue-diagnostic";
import {
  driftedOf,
  finishedOf,
  isAdoption,
  notRefreshed,
  planPrivate,
  planProgress,
  reachedProgress,
  reportFailure,
  resumeWarning,
  statePrivate,
} from "../progress";
import { withTimeout } from "../time-limit";
import {
  factAttributes,
  hostId,
  hostLocator,
  hostSpec,
  nameOf,
  plannedSpec,
  rootfsDigest,
} from "./model";
import { hostSchema } from "./schema";

type Schema = typeof hostSchema;
type HostState = State<Schema>;

const PHASES = [...checkHostPhases, ...prepareHostPhases];

/** `sealos_host`. */
export const host = defineResource<Schema, Services>({
  schema: hostSchema,

  plan(request) {
    const { planned, prior, priorPrivate } = request;
    const spec = plannedSpec(planned);
    const finished = prior === null ? {} : finishedOf(priorPrivate);
    return {
      planned: {
        ...planned,
        ...planProgress(nameOf(planned), intentsOf(PHASES, spec), finished, prior),
        ...(prior === null ? {} : keptIdentity(request, prior)),
        ...(spec.images === undefined ? {} : { rootfs_digest: rootfsDigest(spec.images) }),
      },
      private: planPrivate(prior === null ? "create" : "update", priorPrivate),
      diagnostics:
        prior === null
          ? []
          : changeDiagnostics(spec, nameOf(planned) ?? hostSpec(prior).name, prior),
    };
  },

  planDestroy: ({ priorPrivate }) => ({ private: planPrivate("destroy", priorPrivate) }),

  create: (request) => apply("create", request, null),

  update: (request) => apply("update", request, request.prior),

  async read({ state, private: privateData, configured, signal }) {
    const kept = {
      state: { ...state, steps: [] },
      private: privateData,
      diagnostics: resumeWarning(hostSpec(state).name, state),
    };
    if (configured === undefined) return kept;
    const spec = hostSpec(state);
    try {
      const {
        facts,
        host: session,
        journal,
      } = await lookAtHost(configured.pipeline, {
        locator: hostLocator(state, state),
        name: spec.name,
        cluster: spec.cluster,
        resource: "sealos_host",
        signal,
      });
      return {
        ...kept,
        state: {
          ...kept.state,
          ...factAttributes(facts),
          host_key_fingerprint: session.hostKeyFingerprint,
        },
        private: statePrivate(finishedSteps(journal)),
      };
    } catch (error) {
      return { ...kept, diagnostics: [...kept.diagnostics, notRefreshed(spec.name, error)] };
    }
  },

  async delete({ prior, plannedPrivate, configured, signal }) {
    if (isAdoption(prior, plannedPrivate)) return {};
    const { pipeline } = requireConfigured(configured);
    await releaseHost(pipeline, {
      locator: hostLocator(prior, prior),
      spec: hostSpec(prior),
      generation: prior.generation ?? "",
      signal: withTimeout(signal, prior.timeouts?.delete, "15m"),
    });
    return {};
  },

  import({ id }) {
    const locator = parseHostId(id) ?? parseHostId(`ssh://${id}/`);
    return Promise.resolve({
      state:
        locator === undefined ? { address: id } : { address: locator.address, port: locator.port },
    });
  },
});

async function apply(
  operation: "create" | "update",
  { planned, plannedPrivate, configured, signal }: CreateRequest<Schema, Services>,
  prior: HostState | null,
): Promise<StateOutcome<Schema>> {
  const { pipeline, failureMode } = requireConfigured(configured);
  const spec = hostSpec(planned);
  const generation = prior?.generation ?? randomUUID();
  const limit = operation === "create" ? planned.timeouts?.create : planned.timeouts?.update;
  const outcome = await prepareHost(pipeline, {
    locator: hostLocator(planned, prior),
    spec,
    generation,
    drifted: driftedOf(plannedPrivate),
    signal: withTimeout(signal, limit, "30m"),
  });
  return {
    state: stateOf(planned, outcome, generation),
    private: statePrivate(outcome.finished),
    diagnostics: reportFailure({
      doing: `Preparing ${spec.name}`,
      failure: outcome.failure,
      mode: failureMode,
      operation,
      interrupted: signal.aborted,
    }),
  };
}

function stateOf(planned: FinalPlan<Schema>, outcome: HostOutcome, generation: string): HostState {
  const locator = hostLocator(planned, null);
  return {
    ...planned,
    ...asPlanned(planned, factAttributes(outcome.facts)),
    id: hostId(locator, outcome.facts.machineId, outcome.hostKeyFingerprint),
    host_key_fingerprint: outcome.hostKeyFingerprint,
    rootfs_digest: rootfsDigest(hostSpec(planned).images),
    ...reachedProgress(outcome.failure),
    generation,
    steps: planned.steps as readonly string[],
  };
}

function changeDiagnostics(
  { images }: Known<HostSpec>,
  name: string,
  prior: HostState,
): readonly Diagnostic[] {
  const before = hostSpec(prior).images[0]?.version;
  return [...checkVersionChange(name, before, images?.[0]?.version).map(issueDiagnostic)];
}

/** What the machine told, where the plan left it open: a plan that is known must come true. */
function asPlanned<Facts extends Partial<HostState>>(
  planned: FinalPlan<Schema>,
  facts: Facts,
): Facts {
  const names = Object.keys(facts) as (keyof Facts & keyof HostState)[];
  return Object.fromEntries(
    names.map((name) => [name, whenUnknown(planned[name], facts[name])]),
  ) as Facts;
}

/** The id changes with the way to the machine and with nothing else. */
function keptIdentity(
  { planned }: PlanRequest<Schema, Services>,
  prior: HostState,
): { readonly id: string | null | typeof UNKNOWN } {
  const sameWay =
    planned.address === prior.address &&
    planned.port === prior.port &&
    planned.ssh_profile === prior.ssh_profile;
  return { id: sameWay ? prior.id : UNKNOWN };
}
