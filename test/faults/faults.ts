import { commandFails, diskIsFull, hostReboots, networkIsCut, sshIsCut } from "./host-faults";
import { builderIsGone, registryIsGone } from "./source-faults";
import { interrupted, providerKilled, secondRun } from "./run-faults";
import type { Fault } from "./fault";

/** Everything that is made to go wrong. To add a fault, add a line. */
export const FAULTS = {
  sigkill: providerKilled,
  "ctrl-c": interrupted,
  "ssh-cut": sshIsCut,
  reboot: hostReboots,
  "network-cut": networkIsCut,
  "disk-full": diskIsFull,
  "exit-1": commandFails,
  "builder-gone": builderIsGone,
  "registry-gone": registryIsGone,
  "second-run": secondRun,
} as const satisfies Readonly<Record<string, Fault>>;

/** The name of a fault. */
export type FaultName = keyof typeof FAULTS;

/** All faults. */
export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];
