import type { JsonValue, Planned, State } from "../../../sdk";
import { parseHostId, parseHostIds } from "../../domain/host-locator";
import { APP_HOME_STEPS } from "../../pipeline/workflows/install-app";
import type { FinishedSteps } from "../../plan/pending-steps";
import { mapKnown } from "../known";
import { finishedOf } from "../progress";
import type { appSchema } from "./schema";

/** What becomes of the control plane that holds an application's files; `open` while the control planes are not known. */
export type PlannedHome = "stays" | "leaves" | "open";

/** Whether the home of an application stays a control plane. */
export function plannedHome(
  { control_plane: planned }: Planned<typeof appSchema>,
  prior: State<typeof appSchema> | null,
): PlannedHome {
  const home = parseHostId(prior?.home ?? "")?.machineId;
  if (home === undefined) return "open";
  const machines = mapKnown(planned, (ids) => parseHostIds(ids).map(({ machineId }) => machineId));
  if (machines === undefined) return "open";
  return machines.includes(home) ? "stays" : "leaves";
}

/** The steps that are finished for the home that the application will have: another one has no files yet. */
export function finishedFor(
  home: PlannedHome,
  prior: State<typeof appSchema> | null,
  priorPrivate: JsonValue,
): FinishedSteps {
  if (prior === null) return {};
  const finished = finishedOf(priorPrivate);
  if (home !== "leaves") return finished;
  return Object.fromEntries(
    Object.entries(finished).filter(([step]) => !APP_HOME_STEPS.includes(step)),
  );
}
