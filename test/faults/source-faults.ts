import type { Fault } from "./fault";
import type { Lane } from "./lane";
import { labHostOf } from "./stacks";

/** The machine where the images are mounted is switched off, mounts and all, until the run has ended. */
export const builderIsGone: Fault = {
  title: "builder gone",
  strike: ({ lane }) => lane.builder.off(),
  lift: ({ lane }) => lane.builder.on(),
};

/** The registry of the cluster does not answer until the run has ended. */
export const registryIsGone: Fault = {
  title: "registry gone",
  strike: ({ lane }) => registry(lane, "stop"),
  lift: ({ lane }) => registry(lane, "start"),
};

async function registry({ lab }: Lane, verb: "start" | "stop"): Promise<void> {
  const host = String(labHostOf("cp-1"));
  await lab.run("exec", host, "systemctl", verb, "registry");
}
