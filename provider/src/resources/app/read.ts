import {
  type Diagnostic,
  type ReadRequest,
  type State,
  type StateOutcome,
  warning,
} from "../../../sdk";
import { decodeImageMount } from "../../domain/image-mount";
import type { DriftCheck } from "../../pipeline/find-drift";
import { readApp, type AppReading } from "../../pipeline/read-app";
import { isAdopted } from "../adopted";
import { driftFound } from "../drift-diagnostic";
import type { Services } from "../environment";
import { driftedOf, notRefreshed, recordedOf, resumeWarning, statePrivate } from "../progress";
import { appSpec } from "./model";
import type { appSchema } from "./schema";

type Schema = typeof appSchema;
type AppState = State<Schema>;

/** What an application is now, by its cluster; its home is asked where the configuration wants that, or it is unfinished. */
export async function readAppState({
  state,
  private: privateData,
  configured,
  signal,
}: ReadRequest<Schema, Services>): Promise<StateOutcome<Schema>> {
  const title = `Application ${state.name}`;
  const kept = {
    state: { ...state, steps: [] },
    private: privateData,
    diagnostics: resumeWarning(title, state),
  };
  const image = decodeImageMount(state.image);
  if (configured === undefined || image === undefined) return kept;
  try {
    const reading = await readApp(configured.pipeline, {
      spec: appSpec(state, image),
      generation: state.generation,
      isUnfinished: state.ready !== true,
      check: checkFor(state, configured, driftedOf(privateData)),
      signal,
    });
    const { record, finished, drift } = reading;
    return {
      state: { ...kept.state, generation: state.generation ?? record?.generation ?? null },
      private: statePrivate(finished, drift.steps),
      diagnostics: [
        ...kept.diagnostics,
        ...driftFound(title, drift),
        ...notKept(
          title,
          reading,
          !isAdopted(state) && Object.keys(recordedOf(privateData)).length > 0,
        ),
      ],
    };
  } catch (failure) {
    return { ...kept, diagnostics: [...kept.diagnostics, notRefreshed(title, failure)] };
  }
}

/** What was found once is looked at again, until it is put back. */
function checkFor(
  { drift_check: own }: AppState,
  { driftCheck }: Services,
  drifted: readonly string[],
): DriftCheck {
  const check = own ?? driftCheck;
  return check === "none" && drifted.length > 0 ? "sampled" : check;
}

function notKept(title: string, { record }: AppReading, wasKnown: boolean): readonly Diagnostic[] {
  if (record !== undefined || !wasKnown) return [];
  return [
    warning(
      `${title} Is Not Known To Its Cluster`,
      "The cluster keeps no record of it (a ConfigMap of kube-system): the record was deleted, or the cluster was made anew. The plan installs the application again.",
    ),
  ];
}
