import { randomBytes } from "node:crypto";
import type { ClusterSpec } from "../../../domain/cluster-spec";
import {
  composeOptions,
  foundingConfig,
  tokensIn,
  type K3sOptions,
  type K3sTokens,
} from "../../../domain/k3s/options";
import { rootfsDirectory } from "../../../domain/paths";
import { readFile, removeHostsName, setHostsName, writeFile } from "../../../tools/files";
import { K3S_CONFIG } from "../../../tools/k3s";
import type { QueryRunner } from "../../../transports/runner";
import { required } from "../../join-material";
import { knownInput, type Phase } from "../../phase";
import { resetK3s } from "../../reset-k3s";
import type { ClusterContext } from "../cluster/context";
import { addressesOf, decidedEndpoint, firstControlPlane } from "../cluster/files";
import { FOUNDING_STEP, openServer, startK3s } from "./files";

/** Founds a cluster: the first server of k3s, with an etcd that others join. */
export const k3sInit: Phase<ClusterSpec, ClusterContext> = {
  step: FOUNDING_STEP,
  title: "Start the first server of k3s",

  // Its input is the cluster's identity: nothing makes the cluster anew.
  plan: ({ name, rootfs }) => ({
    lines: [
      rootfs && `found the cluster with k3s (Kubernetes ${rootfs.version ?? "of unknown version"})`,
    ],
    input: knownInput({ name }),
  }),

  async run(context, spec) {
    const { host } = context;
    const { node, address } = firstControlPlane(context, spec);
    await setHostsName(host, decidedEndpoint(context).domain, [address]);
    const options = await optionsOf(context, spec, node);
    const config = foundingConfig(options, { name: node, address }, await tokensOf(host));
    await writeFile(host, K3S_CONFIG, config, 0o600);
    await startK3s(context, { step: FOUNDING_STEP, cluster: spec.name });
    await openServer(context, node);
    return { options };
  },

  async undo(context, { name, endpoint }) {
    await resetK3s(context, name);
    await removeHostsName(context.host, endpoint.domain);
  },
};

async function optionsOf(
  context: ClusterContext,
  spec: ClusterSpec,
  node: string,
): Promise<K3sOptions> {
  const image = await readFile(context.host, `${rootfsDirectory(spec.name)}/etc/k3s.yml`);
  return required(
    composeOptions({
      imageOptions: image?.toString("utf8"),
      userOptions: spec.k3sOptions,
      endpoint: decidedEndpoint(context),
      podSubnet: spec.podSubnet,
      serviceSubnet: spec.serviceSubnet,
      certSans: spec.certSans,
      controlPlaneAddresses: addressesOf(context, spec).map(({ address }) => address),
      hasIpvs: context.controlPlanes.get(node)?.kernelFeatures.ipVs ?? false,
    }),
  );
}

/** Tokens of a start that broke off stay: what it made may be sealed with them. */
async function tokensOf(host: QueryRunner): Promise<K3sTokens> {
  const before = await readFile(host, K3S_CONFIG);
  return tokensIn(before?.toString("utf8") ?? "") ?? { token: secret(), agentToken: secret() };
}

function secret(): string {
  return randomBytes(32).toString("hex");
}
