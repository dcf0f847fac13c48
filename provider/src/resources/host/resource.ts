import { randomUUID } from "node:crypto";
import {
  defineResource,
  requireConfigured,
  type CreateRequest,
  UNKNOWN,
  warning,
  whenUnknown,
  type Diagnostic,
  type FinalPlan,
  type PlanRequest,
  type State,
  type StateOutcome,
} from "../../../sdk";
import type { HostSpec } from "../../domain/host-spec";
import { hostKeyFingerprint } from "../../lib/host-key-fingerprint";
import { intentsOf } from "../../pipeline/phase";
import { recordHostFiles } from "../../pipeline/phases/host/record-host";
import {
  prepareHost,
  releaseHost,
  type HostOutcome,
  type HostRelease,
} from "../../pipeline/prepare-host";
import {
  checkHostPhases,
  hostPhasesFor,
  type HostStanding,
} from "../../pipeline/workflows/prepare-host";
import { checkVersionChange } from "../../plan/check-version";
import type { Known } from "../../plan/known";
import { explainSteps } from "../../plan/explain-steps";
import { driftReasons } from "../drift-diagnostic";
import type { Services } from "../environment";
import { issueDiagnostic } from "../issue-diagnostic";
import {
  driftedOf,
  isAdoption,
  planPrivate,
  planProgress,
  reachedProgress,
  reportFailure,
} from "../progress";
import { withTimeout } from "../time-limit";
import { whenKnown } from "../known";
import { lastLook } from "./last-look";
import {
  factAttributes,
  hostId,
  hostLocator,
  hostSpec,
  nameOf,
  plannedSpec,
  rootfsDigest,
} from "./model";
import { hostPrivate } from "./private-data";
import { readHostState } from "./read";
import { hostSchema } from "./schema";

type Schema = typeof hostSchema;
type HostState = State<Schema>;

/** `sealos_host`. */
export const host = defineResource<Schema, Services>({
  schema: hostSchema,

  async plan(request) {
    const { planned, prior, priorPrivate } = request;
    const spec = plannedSpec(planned);
    const { finished, standing } = await lastLook(request);
    const phases = [...checkHostPhases, ...hostPhasesFor(standing, spec.images?.[0]?.version)];
    const reasons = driftReasons(prior === null ? [] : driftedOf(priorPrivate), [
      recordHostFiles.step,
    ]);
    return {
      planned: {
        ...planned,
        ...planProgress(
          nameOf(planned),
          explainSteps(intentsOf(phases, spec), { before: null, drifted: reasons }),
          finished,
          prior,
        ),
        ...(prior === null ? {} : keptIdentity(request, prior)),
        ...(spec.images === undefined ? {} : { rootfs_digest: rootfsDigest(spec.images) }),
      },
      private: planPrivate(prior === null ? "create" : "update", priorPrivate),
      diagnostics:
        prior === null
          ? []
          : changeDiagnostics(spec, nameOf(planned) ?? hostSpec(prior).name, standing),
    };
  },

  planDestroy: ({ priorPrivate }) => ({ private: planPrivate("destroy", priorPrivate) }),

  create: (request) => apply("create", request, null),

  update: (request) => apply("update", request, request.prior),

  read: readHostState,

  async delete({ prior, plannedPrivate, configured, signal }) {
    if (isAdoption(prior, plannedPrivate)) return {};
    const { pipeline } = requireConfigured(configured);
    const released = await releaseHost(pipeline, {
      locator: hostLocator(prior, prior),
      spec: hostSpec(prior),
      generation: prior.generation ?? "",
      signal: withTimeout(signal, prior.timeouts?.delete, "15m"),
    });
    return released === "released"
      ? {}
      : { diagnostics: [forgotten(hostSpec(prior).name, released)] };
  },
});

async function apply(
  operation: "create" | "update",
  { config, planned, plannedPrivate, configured, signal }: CreateRequest<Schema, Services>,
  prior: HostState | null,
): Promise<StateOutcome<Schema>> {
  const { pipeline, failureMode } = requireConfigured(configured);
  const spec = hostSpec(planned, config);
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
    private: hostPrivate(outcome.finished, outcome.installed),
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

/** A machine that nobody reaches may still run what was put on it; whoever plugs it in again must know. */
function forgotten(name: string, { reason }: Exclude<HostRelease, "released">): Diagnostic {
  return warning(
    `${name} Was Forgotten Without Being Cleaned`,
    `${reason}\n\nIts node is out of the cluster, or forget_unreachable is set, so the machine is given up. What was put on it stays there, Kubernetes included, and goes on running if the machine lives: wipe it before it is used again, or prepare it anew by a sealos_host of the same cluster.`,
  );
}

/** Before a machine is a node, any version may take the place of another. */
function changeDiagnostics(
  { images }: Known<HostSpec>,
  name: string,
  { isMember, installed }: HostStanding,
): readonly Diagnostic[] {
  if (!isMember) return [];
  return checkVersionChange(name, installed, images?.[0]?.version).map(issueDiagnostic);
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

/**
 * The id changes with the way to the machine and with its key, and with nothing else: the machine stays the same. It is known
 * as far as these are, so that what refers to it can tell a machine that moved from one that is made anew.
 */
function keptIdentity(
  { planned }: PlanRequest<Schema, Services>,
  prior: HostState,
): Partial<Record<"id" | "host_key_fingerprint", string | null | typeof UNKNOWN>> {
  const way = whenKnown({
    address: planned.address,
    port: planned.port,
    ssh_profile: planned.ssh_profile,
    host_key: planned.host_key,
  });
  if (way === undefined) return { id: UNKNOWN, host_key_fingerprint: UNKNOWN };
  const { host_key: before, host_key_fingerprint: known, machine_id: machine } = prior;
  const key = way.host_key === before ? known : (hostKeyFingerprint(way.host_key ?? "") ?? known);
  if (machine === null || key === null) return { id: UNKNOWN, host_key_fingerprint: UNKNOWN };
  return { id: hostId(hostLocator(way, null), machine, key), host_key_fingerprint: key };
}
