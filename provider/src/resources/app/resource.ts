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
  warning,
} from "../../../sdk";
import type { AppSpec } from "../../domain/app-spec";
import { formatHostId } from "../../domain/host-locator";
import { decodeImageMount } from "../../domain/image-mount";
import { parseDuration } from "../../lib/duration";
import {
  installApp,
  uninstallApp,
  type AppOutcome,
  type AppRequest,
} from "../../pipeline/install-app";
import { intentsOf } from "../../pipeline/phase";
import { mountApp } from "../../pipeline/phases/app/mount-app";
import { recordApp } from "../../pipeline/phases/app/record-app";
import { installAppPhases } from "../../pipeline/workflows/install-app";
import { explainSteps } from "../../plan/explain-steps";
import { driftReasons } from "../drift-diagnostic";
import type { Services } from "../environment";
import {
  driftedOf,
  finishedOf,
  isAdoption,
  planPrivate,
  planProgress,
  reachedProgress,
  reportFailure,
  statePrivate,
} from "../progress";
import { withTimeout } from "../time-limit";
import { appSpec, plannedSpec } from "./model";
import { finishedFor, plannedHome } from "./planned-home";
import { ownerDiagnostics, takeOverOf } from "./planned-owner";
import { readAppState } from "./read";
import { appSchema } from "./schema";

type Schema = typeof appSchema;
type AppState = State<Schema>;

/** `sealos_app`. */
export const app = defineResource<Schema, Services>({
  schema: appSchema,

  async plan(request) {
    const { planned, prior, priorPrivate } = request;
    const spec = plannedSpec(planned);
    const home = plannedHome(planned, prior);
    const intents = explainSteps(
      [...takeOverOf(planned, prior), ...intentsOf(installAppPhases, spec)],
      {
        before: prior === null ? null : intentsOf(installAppPhases, plannedSpec(prior)),
        drifted: {
          ...driftReasons(prior === null ? [] : driftedOf(priorPrivate), [recordApp.step]),
          ...(home === "leaves" ? { [mountApp.step]: "its home leaves the cluster" } : {}),
        },
      },
    );
    const progress = planProgress(
      spec.name,
      intents,
      finishedFor(home, prior, priorPrivate),
      prior,
    );
    const isIdle = prior !== null && progress.ready === true;
    return {
      planned: {
        ...planned,
        ...progress,
        ...(isIdle ? resultOf(prior) : RESULT_TO_COME),
      },
      private: planPrivate(prior === null ? "create" : "update", priorPrivate),
      diagnostics: await ownerDiagnostics(request, spec),
    };
  },

  planDestroy: ({ priorPrivate }) => ({ private: planPrivate("destroy", priorPrivate) }),

  create: (request) => apply("create", request, null),

  update: (request) => apply("update", request, request.prior),

  read: readAppState,

  async delete({ prior, plannedPrivate, configured, signal }) {
    const spec = specOf(prior);
    if (isAdoption(prior, plannedPrivate) || spec === undefined) return {};
    const removal = await uninstallApp(requireConfigured(configured).pipeline, {
      spec,
      generation: prior.generation ?? "",
      limit: limitOf("delete", prior.timeouts?.delete),
      signal: withTimeout(signal, prior.timeouts?.delete, LIMIT),
    });
    return removal === "removed" ? {} : { diagnostics: [left(spec.name, removal.leftBecause)] };
  },
});

async function apply(
  operation: "create" | "update",
  { planned, plannedPrivate, configured, signal }: CreateRequest<Schema, Services>,
  prior: AppState | null,
): Promise<StateOutcome<Schema>> {
  const { pipeline, failureMode } = requireConfigured(configured);
  const finished = finishedOf(plannedPrivate);
  if (planned.ready === true)
    return { state: planned as AppState, private: statePrivate(finished) };
  const spec = specOf(planned);
  if (spec === undefined) return { state: prior, diagnostics: [notAMount()] };
  const limit = operation === "create" ? planned.timeouts?.create : planned.timeouts?.update;
  const generation = prior?.generation ?? randomUUID();
  const outcome = await installApp(pipeline, {
    spec,
    generation,
    takesOver: planned.take_over ?? false,
    drifted: driftedOf(plannedPrivate),
    limit: limitOf(operation, limit),
    signal: withTimeout(signal, limit, LIMIT),
  });
  return {
    state: stateOf(planned, prior, generation, outcome),
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
  generation: string,
  { note, home, failure }: AppOutcome,
): AppState {
  return {
    ...planned,
    id: `${planned.cluster_id}/${planned.name}`,
    digest: decodeImageMount(planned.image)?.digest ?? null,
    applied_at: note?.appliedAt ?? prior?.applied_at ?? null,
    output_tail: note?.outputTail ?? prior?.output_tail ?? null,
    home: formatHostId(home),
    ...reachedProgress(failure),
    generation,
    steps: planned.steps as readonly string[],
  };
}

const LIMIT = "20m";

function limitOf(operation: string, text: string | null | undefined): AppRequest["limit"] {
  const milliseconds = parseDuration(text ?? LIMIT) ?? 0;
  return { setting: `timeouts.${operation}`, milliseconds };
}

/** What the command will have done, whether it runs for the first time or again. */
const RESULT_TO_COME = {
  digest: UNKNOWN,
  applied_at: UNKNOWN,
  output_tail: UNKNOWN,
  home: UNKNOWN,
};

/** What the last run left; nothing new comes of an update that runs nothing. */
function resultOf(prior: AppState): Pick<AppState, keyof typeof RESULT_TO_COME> {
  const { digest, applied_at, output_tail, home } = prior;
  return { digest, applied_at, output_tail, home };
}

function left(name: string, reason: string): Diagnostic {
  return warning(
    `Application ${name} Was Left Alone`,
    `${reason}. It leaves the state; nothing was done to what is installed.`,
  );
}

function notAMount(): Diagnostic {
  return error(
    "Image Is Not A Mount",
    "image must be the `mount` of a sealos_image_mount: it is a line of JSON that pins content. Write image = sealos_image_mount.NAME.mount.",
    ["image"],
  );
}
