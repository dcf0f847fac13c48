import type { ClusterSpec } from "../../../domain/cluster-spec";
import { readFile, writeFile } from "../../../tools/files";
import {
  uploadClusterConfigCommand,
  writeManifestCommand,
  type ControlPlaneComponent,
} from "../../../tools/kubeadm";
import { reasonOf } from "../../errors";
import type { Phase } from "../../phase";
import { awaitComponent, editionOf, manifestPath } from "../../settings/component";
import { eachControlPlane } from "../../settings/each-control-plane";
import { runKubeadmPhase } from "../../settings/kubeadm-phase";
import { isAsMade, partInput, wantedSetting } from "../../settings/wanted-settings";
import type { ClusterContext, ControlPlaneMember } from "../cluster/context";

/** What one of the steps changes. */
interface ComponentStep {
  readonly step: string;
  readonly part: "apiServer" | "controllerManager" | "scheduler";
  readonly component: ControlPlaneComponent;
}

const API_SERVER: ComponentStep = {
  step: "change-api-server",
  part: "apiServer",
  component: "kube-apiserver",
};

const CONTROLLER_MANAGER: ComponentStep = {
  step: "change-controller-manager",
  part: "controllerManager",
  component: "kube-controller-manager",
};

const SCHEDULER: ComponentStep = {
  step: "change-scheduler",
  part: "scheduler",
  component: "kube-scheduler",
};

/** The API servers run with other arguments, one after the other. */
export const changeApiServer = changeComponent(API_SERVER);

/** The controller managers run with other arguments, one after the other. */
export const changeControllerManager = changeComponent(CONTROLLER_MANAGER);

/** The schedulers run with other arguments, one after the other. */
export const changeScheduler = changeComponent(SCHEDULER);

function changeComponent(of: ComponentStep): Phase<ClusterSpec, ClusterContext> {
  return {
    step: of.step,
    title: `Change ${of.component}`,

    plan: (spec) => ({
      lines: [`give ${of.component} its new settings on every control plane, one at a time`],
      input: partInput(spec, of.part),
    }),

    isDoneAlready: (journal, spec) => isAsMade(journal, spec, of),

    async run(context, spec) {
      const change = { part: of.part, value: await wantedSetting(context, spec, of.part) };
      const phase = (command: typeof uploadClusterConfigCommand) => ({
        step: of.step,
        change,
        command,
      });
      await eachControlPlane(context, (member) =>
        changeMember(context, member, of, () =>
          runKubeadmPhase(
            context,
            spec,
            member,
            phase((path) => writeManifestCommand(of.component, path)),
          ),
        ),
      );
      // Last, so that nothing follows settings with which no control plane has come up yet.
      const [home] = context.members;
      if (home === undefined) return undefined;
      await runKubeadmPhase(context, spec, home, phase(uploadClusterConfigCommand));
      return undefined;
    },
  };
}

/** A component that does not come up is given its old manifest back. */
async function changeMember(
  { signal }: ClusterContext,
  member: ControlPlaneMember,
  { component }: ComponentStep,
  writeManifest: () => Promise<void>,
): Promise<void> {
  const { host, node } = member;
  const path = manifestPath(component);
  const old = await readFile(host, path);
  const edition = await editionOf(member, component);
  await writeManifest();
  const isChanged = old === undefined || (await readFile(host, path))?.equals(old) !== true;
  try {
    await awaitComponent(member, component, isChanged ? edition : undefined, signal);
  } catch (error) {
    if (!isChanged || old === undefined) throw error;
    await writeFile(host, path, old, 0o600);
    throw new Error(takenBack(component, node, reasonOf(error)), { cause: error });
  }
}

function takenBack(component: string, node: string, reason: string): string {
  return `${reason}\n${node} was given the old manifest of ${component} back, and the control planes after it were not touched. Correct kubeadm_config and apply again.`;
}
