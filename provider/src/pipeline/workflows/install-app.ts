import type { AppSpec } from "../../domain/app-spec";
import type { Phase } from "../phase";
import type { AppContext } from "../phases/app/context";
import { mirrorAppRegistry } from "../phases/app/mirror-app-registry";
import { mountApp } from "../phases/app/mount-app";
import { runGuest } from "../phases/app/run-guest";

/** An application image is installed on a cluster. */
export const installAppPhases: readonly Phase<AppSpec, AppContext>[] = [
  mountApp,
  mirrorAppRegistry,
  runGuest,
];
