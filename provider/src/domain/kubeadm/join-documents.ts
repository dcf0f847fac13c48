import type { Checked } from "../checked";
import type { NodeRole } from "../node-spec";
import { composeKubeadmDocuments } from "./compose-documents";
import type { KubeadmInput } from "./compose-documents";
import type { Fields } from "./fields";
import { formatComposed } from "./format-composed";

/** How a joining host finds the cluster and proves that it may join. */
export interface Discovery {
  /** A kubeconfig on the joining host that says where the cluster is and which authority it has. */
  readonly path: string;
  /** Token to get a certificate with. */
  readonly token: string;
}

/** What a join needs from the living cluster. */
export interface JoinMaterial {
  readonly role: NodeRole;
  readonly discovery: Discovery;
  /** Decrypts the certificates that `upload-certs` stored; wanted for control planes only. */
  readonly certificateKey?: string | undefined;
}

/** The YAML that `kubeadm join` reads with `--config`. It holds secrets: a token, a certificate key. */
export function joinDocuments(input: KubeadmInput, material: JoinMaterial): Checked<string> {
  const additions = {
    JoinConfiguration: {
      discovery: discoveryFields(material.discovery),
      ...(material.role === "control-plane" && { controlPlane: controlPlane(input, material) }),
    },
  };
  return formatComposed(
    composeKubeadmDocuments(input),
    additions,
    ["JoinConfiguration"],
    input.cluster.kubernetes,
  );
}

function discoveryFields({ path, token }: Discovery): Fields {
  return { file: { kubeConfigPath: path }, tlsBootstrapToken: token };
}

function controlPlane({ cluster, node }: KubeadmInput, { certificateKey }: JoinMaterial): Fields {
  return {
    localAPIEndpoint: { advertiseAddress: node.address, bindPort: cluster.endpoint.port },
    ...(certificateKey !== undefined && { certificateKey }),
  };
}
