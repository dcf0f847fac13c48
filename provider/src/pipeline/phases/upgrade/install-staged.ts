import { stagedPath } from "../../../domain/staged-host";
import type { UpgradeSpec } from "../../../domain/upgrade-spec";
import { removePaths } from "../../../tools/files";
import type { Phase } from "../../phase";
import { runWorkflow } from "../../run-workflow";
import { bootstrapPhases } from "../../workflows/prepare-host";
import { requireStaged } from "../../upgrade/require-staged";
import type { InstallContext } from "./context";
import { turnInput } from "./files";

/**
 * Runs the bootstrap steps that the host put off when the image was staged. They are journalled as the host's own, with the
 * input that the host's plan computes, so that plan finds nothing left to do.
 */
export const installStaged: Phase<UpgradeSpec, InstallContext> = {
  step: "install-staged",
  title: "Install the staged runtime and Kubernetes",

  plan: turnInput,

  async run({ hostJournal, ...context }, spec) {
    const staged = await requireStaged(context.host, spec);
    await runWorkflow(bootstrapPhases, { ...context, journal: hostJournal }, staged.spec);
    await removePaths(context.host, [stagedPath(spec.cluster)]);
    return undefined;
  },
};
