import type { HostLocator } from "../domain/host-locator";
import type { NodeRole } from "../domain/node-spec";
import { nodeAddress } from "../domain/node-address";
import { quoteCommand } from "../lib/shell-quote";
import { gatherFacts } from "../tools/facts";
import { pathExists } from "../tools/files";
import { K3S_ETCD } from "../tools/k3s";
import { createToken, deleteToken, readKubeadmVersion, type JoinToken } from "../tools/kubeadm";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { clusterDocuments, kubeadmNode, uploadJoinCertificates } from "./join-material";
import { livingControlPlane } from "./living-control-plane";

/** What a host needs to join a cluster; everything but endpoint and hash is secret. */
export interface Invitation extends JoinToken {
  /** Key of the control planes' certificates, which the cluster keeps for two hours; only for a control plane. */
  readonly certificateKey: string | undefined;
  /** The command line to run on the host. */
  readonly command: string;
}

/** Whom to ask, and for what kind of node. */
export interface InvitationRequest {
  readonly controlPlanes: readonly HostLocator[];
  readonly role: NodeRole;
  /** How long the token lives if nobody takes it back, in Go's duration form. */
  readonly ttl: string;
  readonly signal: AbortSignal;
}

/** Makes a join token on a living control plane, and for a control plane the certificates that it needs. */
export async function inviteNode(
  environment: PipelineEnvironment,
  { controlPlanes, role, ttl, signal }: InvitationRequest,
): Promise<Invitation> {
  const api = await livingControlPlane(environment, controlPlanes, signal);
  if (await pathExists(api, K3S_ETCD)) throw new Error(joinsByItself(api.host));
  const certificateKey = role === "control-plane" ? await shareCertificates(api) : undefined;
  const token = await createToken(api, ttl, { signal });
  return { ...token, certificateKey, command: joinLine(token, certificateKey) };
}

/** Takes an invitation back, by the part of its token that is no secret; one that ran out is no error. */
export async function withdrawInvitation(
  environment: PipelineEnvironment,
  controlPlanes: readonly HostLocator[],
  tokenId: string,
  signal: AbortSignal,
): Promise<void> {
  const api = await livingControlPlane(environment, controlPlanes, signal);
  await deleteToken(api, { token: tokenId }, { signal });
}

async function shareCertificates(api: HostSession): Promise<string> {
  const [facts, kubernetes] = await Promise.all([gatherFacts(api), readKubeadmVersion(api)]);
  const address = nodeAddress(api.host, facts);
  const node = await kubeadmNode(api, { name: facts.hostname, address });
  const documents = await clusterDocuments(api, node, kubernetes);
  return uploadJoinCertificates(api, documents, "/run/cdktf-sealos-invitation.yaml");
}

function joinsByItself(host: string): string {
  return `${host} is a server of k3s, whose tokens admit for ever and to everything, so none is lent. Declare the host and its sealos_node instead.`;
}

function joinLine({ endpoint, token, caCertHash }: JoinToken, key: string | undefined): string {
  const controlPlane = key === undefined ? [] : ["--control-plane", "--certificate-key", key];
  const discovery = ["--token", token, "--discovery-token-ca-cert-hash", caCertHash];
  return quoteCommand(["kubeadm", "join", endpoint, ...discovery, ...controlPlane]);
}
