import { distributionOf, NODE_SERVICES, type NodeService } from "../../../domain/distribution";
import { hostLabels, type HostSpec } from "../../../domain/host-spec";
import { installedPodNetwork, type InstalledNote } from "../../../domain/installed-version";
import { pathExists } from "../../../tools/files";
import { findPodNetwork } from "../../../tools/node-cleanup";
import type { PhaseContext } from "../../context";
import { knownInput, type Phase } from "../../phase";
import { deadUnits, runImageScript, RUNTIME_UNITS } from "./files";

/** Bootstrap, init: kernel settings, container runtime, Kubernetes binaries and the kubelet's unit. */
export const bootstrapInit: Phase<HostSpec, PhaseContext> = {
  step: "bootstrap-init",
  title: "Install the runtime and Kubernetes",

  plan: ({ cluster, images, env, registry }) => ({
    lines: ["install the container runtime and Kubernetes (the image's init script)"],
    input: knownInput({
      cluster,
      images: images?.map(({ treeDigest, env: own }) => ({ treeDigest, env: own })),
      env,
      registry: registry && { domain: registry.domain, port: registry.port },
    }),
  }),

  async run(context, spec) {
    await runImageScript(context, spec, "bootstrap-init", "init");
    await context.host.exec(["sh", "-c", startScript(serviceOf(spec)), "start-kubelet"]);
    return {
      kubernetes: spec.images[0]?.version ?? null,
      podNetwork: await podNetworkOf(context, serviceOf(spec)),
    } satisfies InstalledNote;
  },

  async drift({ host, facts }, spec) {
    const runtime = hostLabels(spec.images)["init-cri"] === undefined ? RUNTIME_UNITS : [];
    const dead = await deadUnits(host, runtime);
    if (distributionOf(spec.images[0] ?? {}) === "k3s") {
      // It is enabled when its host becomes a node.
      const { unit, mark } = NODE_SERVICES.k3s;
      return [...dead, ...((await pathExists(host, mark)) ? await deadUnits(host, [unit]) : [])];
    }
    // Before its host is a node, the kubelet has nothing to run with.
    const mustRun = facts.kubernetes.hasKubeletConfig;
    return [...dead, ...(await deadUnits(host, ["kubelet"], mustRun))];
  },

  async undo(context, spec) {
    await runImageScript(context, spec, "bootstrap-init", "clean");
  },
};

/** On a host that is a node already, what is there is not the image's alone any more. */
async function podNetworkOf(
  { host, journal }: PhaseContext,
  { mark }: NodeService,
): Promise<readonly string[]> {
  const isNode = await pathExists(host, mark);
  return isNode ? installedPodNetwork(journal.current) : findPodNetwork(host);
}

/** On a node it runs already, unless that is what has to be mended; hosts that are none yet are left to kubeadm, or to k3s' own steps. */
function startScript({ unit, mark }: NodeService): string {
  return `[ ! -e ${mark} ] || systemctl start ${unit}`;
}

function serviceOf({ images }: HostSpec): NodeService {
  return NODE_SERVICES[distributionOf(images[0] ?? {})];
}
