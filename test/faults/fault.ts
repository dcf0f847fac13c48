import type { RunningTerraform } from "../support/terraform-workspace";
import type { StepOnHost } from "./cell";
import type { Lane } from "./lane";

/** How the problem begins that a step was over, or never came, before its fault could strike. */
export const NOT_STRUCK = "the fault did not strike";

/** Where a fault strikes. */
export interface Scene {
  readonly lane: Lane;
  readonly at: StepOnHost;
  /** Whether the step runs commands on hosts, when nothing disturbs it. */
  readonly runsCommands: boolean;
  /** Number of the host under test; undefined where the step is at the builder. */
  readonly host: number | undefined;
  /** The apply that is disturbed. */
  readonly run: RunningTerraform;
  /** The arguments that Terraform was started with. */
  readonly declared: readonly string[];
  /** Whether the step has begun and not ended, by the event log of this moment. */
  isUnderWay(): boolean;
  /** Notes what is not as promised. */
  problem(text: string): void;
}

/** Something that goes wrong while a step is under way. */
export interface Fault {
  /** For people. */
  readonly title: string;
  /** Prepares what has to stand before the run starts. */
  arm?(scene: Omit<Scene, "run">): Promise<void> | void;
  /** Happens when the step has begun. */
  strike?(scene: Scene): Promise<void> | void;
  /** Mends what does not mend itself, once the disturbed run has ended. */
  lift?(scene: Scene): Promise<void> | void;
}

/** Hosts that get the commands of a step: its own and the first one, by way of which some ask the cluster. */
export function hostsAsked({ host }: Pick<Scene, "host">): readonly number[] {
  return [...new Set([host!, 1])];
}
