import { agentConfig, serverConfig, type K3sOptions } from "../../../domain/k3s/options";
import { isSameVersion } from "../../../domain/node-standing";
import type { NodeSpec } from "../../../domain/node-spec";
import { writeFile } from "../../../tools/files";
import { K3S_CONFIG, readAdmission, readK3sVersion, secretOf } from "../../../tools/k3s";
import { getNodes } from "../../../tools/kubectl";
import { knownInput, type Phase } from "../../phase";
import { awaitMember, requireMajorityFor, requireMajorityWithout } from "../../quorum";
import type { NodeContext } from "../node/context";
import { ownAddress, ownNode } from "../node/files";
import { openServer, startK3s } from "./files";

const STEP = "join";

/** Joins the cluster as a server or an agent of k3s. One that broke off goes on by itself: k3s remembers which member it is. */
export const joinK3s: Phase<NodeSpec, NodeContext> = {
  step: STEP,
  title: "Join the cluster",

  plan: ({ clusterId, name, role }) => ({
    lines: [role && `join k3s as ${role}`],
    input: knownInput({ clusterId, name, role }),
  }),

  async run(context, spec) {
    const isServer = spec.role === "control-plane";
    if ((await ownNode(context, spec)) === undefined) {
      await (isServer
        ? context.membership(() => joinServer(context, spec))
        : joinAgent(context, spec));
    }
    if (isServer) await openServer(context, spec.name);
    return undefined;
  },
};

/** Etcd must be able to take the member in, and is asked afterwards whether it did. */
async function joinServer(context: NodeContext, spec: NodeSpec): Promise<void> {
  const { api, host, signal } = context;
  const { name } = spec;
  if (api.host === host.host) throw new Error(onlyServer(name));
  await requireMajorityWithout(api, name);
  await requireMajorityFor(api, name);
  const { server, agent } = await readAdmission(api);
  const tokens = { token: server, agentToken: secretOf(agent) };
  await start(
    context,
    spec,
    serverConfig(sharedOptions(context), nodeOf(context, spec), tokens, urlOf(context)),
  );
  await awaitMember(api, name, signal);
}

async function joinAgent(context: NodeContext, spec: NodeSpec): Promise<void> {
  const { agent } = await readAdmission(context.api);
  await start(
    context,
    spec,
    agentConfig(sharedOptions(context), nodeOf(context, spec), agent, urlOf(context)),
  );
}

async function start(context: NodeContext, { name }: NodeSpec, config: string): Promise<void> {
  await requireClusterVersion(context, name);
  await writeFile(context.host, K3S_CONFIG, config, 0o600);
  await startK3s(context, { step: STEP, cluster: context.cluster.name });
}

/** A server of another version than the others' would change what they have stored; an agent may not be newer. */
async function requireClusterVersion({ api, host, signal }: NodeContext, name: string) {
  const own = await readK3sVersion(host, { signal });
  const servers = (await getNodes(api, { signal })).filter(({ role }) => role === "control-plane");
  const other = servers.find(({ version }) => version !== "" && !isSameVersion(version, own));
  if (other !== undefined) throw new Error(otherVersion(name, own, other.version));
}

function sharedOptions({ cluster }: NodeContext): K3sOptions {
  if (cluster.k3sOptions !== undefined) return cluster.k3sOptions;
  throw new Error(
    "the cluster's record does not say which options its servers have: its sealos_cluster is unfinished. Finish it first.",
  );
}

function nodeOf(context: NodeContext, spec: NodeSpec) {
  return { name: spec.name, address: ownAddress(context, spec) };
}

function urlOf({ cluster: { endpoint } }: NodeContext): string {
  return `https://${endpoint.domain}:${endpoint.port}`;
}

function onlyServer(name: string): string {
  return `the cluster has no node "${name}", but ${name} is the server that answers for it: joining would wipe the cluster. Bring its node object back on that host: systemctl restart k3s.`;
}

function otherVersion(name: string, own: string, cluster: string): string {
  return `${name} has k3s of Kubernetes ${own}, but the cluster's servers run ${cluster}, so it does not join. Give its sealos_host the image that the cluster has.`;
}
