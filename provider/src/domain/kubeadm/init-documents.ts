import type { Checked } from "../checked";
import { composeKubeadmDocuments } from "./compose-documents";
import type { KubeadmInput } from "./compose-documents";
import type { DocumentKind } from "./document-kinds";
import type { KubeadmDocuments } from "./fields";
import { formatComposed } from "./format-composed";

const INIT_KINDS: readonly DocumentKind[] = [
  "InitConfiguration",
  "ClusterConfiguration",
  "KubeletConfiguration",
  "KubeProxyConfiguration",
];

export interface InitOptions {
  /** 64 hexadecimal digits that encrypt the certificates which `upload-certs` stores; the text is then a secret. */
  readonly certificateKey?: string;
}

/**
 * The YAML that `kubeadm init`, and its phases on any control plane, read with `--config`. Holds no
 * secret unless a certificate key is given.
 */
export function initDocuments(input: KubeadmInput, options: InitOptions = {}): Checked<string> {
  const { certificateKey } = options;
  const secrets: KubeadmDocuments =
    certificateKey === undefined ? {} : { InitConfiguration: { certificateKey } };
  return formatComposed(
    composeKubeadmDocuments(input),
    secrets,
    INIT_KINDS,
    input.cluster.kubernetes,
  );
}
