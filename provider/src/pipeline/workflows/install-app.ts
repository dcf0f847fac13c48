import type { AppSpec } from "../../domain/app-spec";
import type { Phase } from "../phase";
import type { AppContext } from "../phases/app/context";
import { mirrorAppRegistry } from "../phases/app/mirror-app-registry";
import { mountApp } from "../phases/app/mount-app";
import { recordApp } from "../phases/app/record-app";
import { runGuest } from "../phases/app/run-guest";

/** An application image is installed on a cluster. */
export const installAppPhases: readonly Phase<AppSpec, AppContext>[] = [
  mountApp,
  mirrorAppRegistry,
  runGuest,
  recordApp,
];

/** Steps whose effect lies on the application's home alone: another home needs them again. */
export const APP_HOME_STEPS: readonly string[] = [mountApp.step, recordApp.step];
