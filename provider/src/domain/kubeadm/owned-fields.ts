import type { Issue } from "../issue";
import type { JsonValue } from "../json";
import { sameSubnets } from "../subnet";
import type { DocumentKind } from "./document-kinds";
import { valueAt } from "./fields";
import type { KubeadmDocuments } from "./fields";

interface OwnedField {
  readonly kind: DocumentKind;
  readonly path: readonly string[];
  /** Where the value is to be set instead. */
  readonly cure: string;
  readonly isSecret?: boolean;
}

const MADE_PER_RUN = "it is made anew for every init and join";

const OWNED: readonly OwnedField[] = [
  owned("ClusterConfiguration.kubernetesVersion", "choose another rootfs image"),
  owned("ClusterConfiguration.controlPlaneEndpoint", "set the endpoint block"),
  owned("ClusterConfiguration.networking.podSubnet", "set pod_subnet"),
  owned("ClusterConfiguration.networking.serviceSubnet", "set service_subnet"),
  owned("InitConfiguration.localAPIEndpoint.advertiseAddress", "it is the address of the host"),
  owned("InitConfiguration.localAPIEndpoint.bindPort", "set endpoint.port"),
  owned("InitConfiguration.nodeRegistration.name", "it is the name of the node"),
  owned("JoinConfiguration.nodeRegistration.name", "it is the name of the node"),
  owned("JoinConfiguration.controlPlane", "set the role of the node"),
  secret("InitConfiguration.bootstrapTokens"),
  secret("InitConfiguration.certificateKey"),
  secret("JoinConfiguration.discovery.bootstrapToken"),
  secret("JoinConfiguration.discovery.file"),
  secret("JoinConfiguration.discovery.tlsBootstrapToken"),
];

/**
 * Where a practitioner's documents say otherwise than the resource on a value that the resource decides.
 * Saying the same is allowed, and so is a value that the resource leaves open. Secrets are not repeated.
 */
export function contradictions(
  computed: KubeadmDocuments,
  user: KubeadmDocuments,
): readonly Issue[] {
  return OWNED.flatMap((field) => {
    const wanted = valueAt(user, field.kind, ...field.path);
    const decided = valueAt(computed, field.kind, ...field.path);
    if (wanted === undefined || agrees(field, wanted, decided)) return [];
    return [contradiction(field, wanted, decided)];
  });
}

function agrees(field: OwnedField, wanted: JsonValue, decided: JsonValue | undefined): boolean {
  if (decided === undefined) return field.path[0] === "networking";
  if (typeof wanted === "string" && typeof decided === "string")
    return sameSubnets(wanted, decided);
  return JSON.stringify(wanted) === JSON.stringify(decided);
}

function contradiction(
  { kind, path, cure, isSecret }: OwnedField,
  wanted: JsonValue,
  decided: JsonValue | undefined,
): Issue {
  const found = isSecret === true ? "is set" : `is ${JSON.stringify(wanted)}`;
  const other = decided === undefined ? "" : `, and the resource says ${JSON.stringify(decided)}`;
  return {
    severity: "error",
    summary: "Kubeadm Document Contradicts The Resource",
    detail: `kubeadm_config: ${[kind, ...path].join(".")} ${found}${other}. The resource decides this value: ${cure}, and leave it out of the document.`,
    attribute: ["kubeadm_config"],
  };
}

function owned(path: string, cure: string): OwnedField {
  const [kind, ...names] = path.split(".");
  return { kind: kind as DocumentKind, path: names, cure };
}

function secret(path: string): OwnedField {
  return { ...owned(path, MADE_PER_RUN), isSecret: true };
}
