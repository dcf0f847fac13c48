import { randomUUID } from "node:crypto";
import {
  defineResource,
  error,
  requireConfigured,
  type CreateRequest,
  UNKNOWN,
  type Diagnostic,
  type FinalPlan,
  type State,
  type StateOutcome,
} from "../../../sdk";
import type { AppSpec } from "../../domain/app-spec";
import { decodeImageMount } from "../../domain/image-mount";
import { installApp, readApp, uninstallApp, type AppOutcome } from "../../pipeline/install-app";
import { intentsOf } from "../../pipeline/phase";
import { installAppPhases } from "../../pipeline/workflows/install-app";
import type { Services } from "../environment";
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
import { appSpec, plannedSpec } from "./model";
import { appSchema } from "./schema";

type Schema = typeof appSchema;
type AppState = State<Schema>;

/** `sealos_app`. */
export const app = defineResource<Schema, Services>({
  schema: appSchema,

  plan({ planned, prior, priorPrivate }) {
    const spec = plannedSpec(planned);
    const finished = prior === null ? {} : finishedOf(priorPrivate);
    const intents = intentsOf(installAppPhases, spec);
    const progress = planProgress(spec.name, intents, finished, prior);
    return {
      planned: {
        ...planned,
        ...progress,
        ...(prior !== null && progress.ready === true ? resultOf(prior) : RESULT_TO_COME),
      },
      private: planPrivate(prior === null ? "create" : "update", priorPrivate),
    };
  },

  planDestroy: ({ priorPrivate }) => ({ private: planPrivate("destroy", priorPrivate) }),

  create: (request) => apply("create", request, null),

  update: (request) => apply("update", request, request.prior),

  async read({ state, private: privateData, configured, signal }) {
    const kept = {
      state: { ...state, steps: [] },
      private: privateData,
      diagnostics: resumeWarning(`Application ${state.name}`, state),
    };
    const spec = specOf(state);
    if (configured === undefined || spec === undefined) return kept;
    try {
      const { finished } = await readApp(configured.pipeline, { spec, signal });
      return { ...kept, private: statePrivate(finished) };
    } catch (failure) {
      return {
        ...kept,
        diagnostics: [...kept.diagnostics, notRefreshed(`Application ${state.name}`, failure)],
      };
    }
  },

  async delete({ prior, plannedPrivate, configured, signal }) {
    const spec = specOf(prior);
    if (isAdoption(prior, plannedPrivate) || spec === undefined) return {};
    await uninstallApp(requireConfigured(configured).pipeline, {
      spec,
      signal: withTimeout(signal, prior.timeouts?.delete, "20m"),
    });
    return {};
  },
});

async function apply(
  operation: "create" | "update",
  { planned, plannedPrivate, configured, signal }: CreateRequest<Schema, Services>,
  prior: AppState | null,
): Promise<StateOutcome<Schema>> {
  const { pipeline, failureMode } = requireConfigured(configured);
  const spec = specOf(planned);
  if (spec === undefined) return { state: prior, diagnostics: [notAMount()] };
  const limit = operation === "create" ? planned.timeouts?.create : planned.timeouts?.update;
  const outcome = await installApp(pipeline, {
    spec,
    drifted: driftedOf(plannedPrivate),
    signal: withTimeout(signal, limit, "20m"),
  });
  return {
    state: stateOf(planned, prior, spec, outcome),
    private: statePrivate(outcome.finished),
    diagnostics: reportFailure({
      doing: `Installing ${spec.name}`,
      failure: outcome.failure,
      mode: failureMode,
      operation,
      interrupted: signal.aborted,
    }),
  };
}

function specOf(values: FinalPlan<Schema> | AppState): AppSpec | undefined {
  const image = decodeImageMount(values.image);
  return image === undefined ? undefined : appSpec(values, image);
}

function stateOf(
  planned: FinalPlan<Schema>,
  prior: AppState | null,
  spec: AppSpec,
  { note, failure }: AppOutcome,
): AppState {
  return {
    ...planned,
    id: `${planned.cluster_id}/${planned.name}`,
    digest: spec.image.digest,
    applied_at: note?.appliedAt ?? prior?.applied_at ?? null,
    output_tail: note?.outputTail ?? prior?.output_tail ?? null,
    ...reachedProgress(failure),
    generation: prior?.generation ?? randomUUID(),
    steps: planned.steps as readonly string[],
  };
}

/** What the last run left; nothing new comes of an update that runs nothing. */
// What the command will have done, whether it runs for the first time or again.
const RESULT_TO_COME = { digest: UNKNOWN, applied_at: UNKNOWN, output_tail: UNKNOWN };

function resultOf(prior: AppState): Pick<AppState, "digest" | "applied_at" | "output_tail"> {
  const { digest, applied_at, output_tail } = prior;
  return { digest, applied_at, output_tail };
}

function notAMount(): Diagnostic {
  return error(
    "Image Is Not A Mount",
    "image must be the `mount` of a sealos_image_mount: it is a line of JSON that pins content. Write image = sealos_image_mount.NAME.mount.",
    ["image"],
  );
}
