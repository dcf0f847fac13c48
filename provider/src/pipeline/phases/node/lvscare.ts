import { LVSCARE_NODE_NAME } from "../../../domain/endpoint";
import type { NodeSpec } from "../../../domain/node-spec";
import { poll } from "../../../lib/poll";
import { removeHostsName, setHostsName, writeFile } from "../../../tools/files";
import {
  DEFAULT_LVSCARE_IMAGE,
  LVSCARE_MANIFEST_PATH,
  lvscareManifest,
} from "../../../tools/lvscare";
import type { Phase } from "../../phase";
import type { NodeContext } from "./context";
import { apiInput, controlPlaneAddresses, ownAddress } from "./files";

const LIMIT_MS = 2 * 60_000;
const PAUSE_MS = 500;

/** After the join: a control plane talks to itself, a worker with lvscare to the virtual address. */
export const lvscare: Phase<NodeSpec, NodeContext> = {
  step: "lvscare",
  title: "Settle how the node finds the API",

  plan: (spec) => ({ lines: [], input: apiInput(spec) }), // what a reviewer reads stands at api-server-host

  async run(context, spec) {
    const { host, cluster } = context;
    const { domain, mode, vip, port } = cluster.endpoint;
    if (spec.role === "control-plane") {
      await setHostsName(host, domain, [ownAddress(context, spec)]);
    } else if (mode === "lvscare" && vip !== null) {
      await startLvscare(context, spec, vip, port);
      await setHostsName(host, domain, [vip]);
    }
    return undefined;
  },

  async undo({ host }) {
    await removeHostsName(host, LVSCARE_NODE_NAME);
  },
};

async function startLvscare(
  context: NodeContext,
  spec: NodeSpec,
  vip: string,
  port: number,
): Promise<void> {
  const { host, cluster, signal } = context;
  const nodeAddress = ownAddress(context, spec);
  const manifest = lvscareManifest({
    image: cluster.lvscareImage ?? DEFAULT_LVSCARE_IMAGE,
    vip,
    port,
    controlPlanes: await controlPlaneAddresses(context),
    nodeAddress,
  });
  await setHostsName(host, LVSCARE_NODE_NAME, [nodeAddress]);
  await writeFile(host, LVSCARE_MANIFEST_PATH, manifest, 0o600);
  const url = `https://${vip}:${port}/healthz`;
  const answers = async (): Promise<boolean> =>
    (await host.query(["curl", "-skf", "--max-time", "3", url], { accept: [0, 6, 7, 22, 28, 35] }))
      .exitCode === 0;
  if (!(await poll(answers, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal }))) {
    throw new Error(
      `the API does not answer at the virtual address ${vip}:${port} within 2 minutes. Look at the pod kube-sealos-lvscare on this host (crictl logs), or set endpoint.mode to hosts.`,
    );
  }
}
