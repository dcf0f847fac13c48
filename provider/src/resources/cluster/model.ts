import { isUnknown, type FinalPlan, type Planned, type State } from "../../../sdk";
import type { CertificateRenewal } from "../../domain/certificate-renewal";
import type {
  ClusterSpec,
  ControlPlane,
  EndpointSpec,
  UpgradePolicy,
} from "../../domain/cluster-spec";
import { parseHostId } from "../../domain/host-locator";
import { decodeImageMount, type ImageMount } from "../../domain/image-mount";
import { API_SERVER_NAME, API_SERVER_PORT } from "../../domain/paths";
import { parseDuration } from "../../lib/duration";
import type { Known } from "../../plan/known";
import { mapKnown, whenKnown } from "../known";
import type { clusterSchema } from "./schema";

type ClusterState = State<typeof clusterSchema>;

/** What the practitioner wants of the cluster, as far as the plan knows it; with the certificates that are due. */
export function plannedSpec(
  planned: Planned<typeof clusterSchema>,
  renewal: CertificateRenewal | null | undefined,
): Known<ClusterSpec> {
  return {
    name: whenKnown(planned.name),
    controlPlanes: mapKnown(planned.control_plane, controlPlanesOf),
    rootfs: mapKnown(planned.rootfs, decodeImageMount),
    distribution: mapKnown(planned.distribution, (given) => given ?? "kubernetes"),
    endpoint: mapKnown(planned.endpoint, endpointOf),
    podSubnet: whenKnown(planned.pod_subnet),
    serviceSubnet: whenKnown(planned.service_subnet),
    certSans: mapKnown(planned.cert_sans, (names) => names ?? []),
    kubeadmDocuments: mapKnown(planned.kubeadm_config, (documents) => documents ?? []),
    k3sOptions: whenKnown(planned.k3s_config),
    clusterfileDocuments: whenKnown(planned.clusterfile),
    upgrade: mapKnown(planned.upgrade, upgradeOf),
    certificateValidity: whenKnown(planned.certificate_validity),
    renewal,
  };
}

/** Name of the first control plane; names are known before the hosts are. Undefined while even they are not. */
export function firstNode({
  control_plane: ids,
}: Planned<typeof clusterSchema>): string | undefined {
  return isUnknown(ids) ? undefined : Object.keys(ids).sort()[0];
}

/** What the practitioner wants of the cluster, at a time when all of it is known. */
export function clusterSpec(
  values: FinalPlan<typeof clusterSchema> | ClusterState,
  renewal: CertificateRenewal | null = null,
): ClusterSpec {
  return {
    name: values.name ?? "default",
    controlPlanes: controlPlanesOf(values.control_plane),
    rootfs: decodeImageMount(values.rootfs) ?? ABSENT,
    distribution: values.distribution ?? "kubernetes",
    endpoint: endpointOf(values.endpoint),
    podSubnet: values.pod_subnet,
    serviceSubnet: values.service_subnet,
    certSans: values.cert_sans ?? [],
    kubeadmDocuments: values.kubeadm_config ?? [],
    k3sOptions: values.k3s_config,
    clusterfileDocuments: values.clusterfile,
    upgrade: upgradeOf(values.upgrade),
    certificateValidity: values.certificate_validity,
    renewal,
  };
}

/** Stands for a rootfs that validation lets through only in a state that is older than the rule. */
const ABSENT: ImageMount = {
  image: "",
  digest: "",
  platform: "linux/amd64",
  type: "rootfs",
  version: undefined,
  distribution: undefined,
  labels: {},
  env: {},
  entrypoint: [],
  command: [],
  configs: [],
  treeDigest: "",
  sizeBytes: 0,
};

function controlPlanesOf(ids: Readonly<Record<string, string>>): readonly ControlPlane[] {
  return Object.entries(ids)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([node, id]) => {
      const locator = parseHostId(id);
      return locator === undefined ? [] : [{ node, locator }];
    });
}

const DRAIN_SECONDS = 300;

function upgradeOf(
  upgrade: {
    readonly drain: boolean | null;
    readonly drain_timeout: string | null;
    readonly max_unavailable: number | null;
  } | null,
): UpgradePolicy {
  const milliseconds = parseDuration(upgrade?.drain_timeout ?? "");
  return {
    drain: {
      enabled: upgrade?.drain ?? true,
      timeoutSeconds: milliseconds === undefined ? DRAIN_SECONDS : Math.ceil(milliseconds / 1_000),
      force: true,
    },
    maxUnavailable: upgrade?.max_unavailable ?? 1,
  };
}

function endpointOf(
  endpoint: {
    readonly mode: EndpointSpec["mode"];
    readonly domain: string | null;
    readonly vip: string | null;
    readonly port: number | null;
  } | null,
): EndpointSpec {
  return {
    mode: endpoint?.mode ?? null,
    domain: endpoint?.domain ?? API_SERVER_NAME,
    vip: endpoint?.vip ?? null,
    port: endpoint?.port ?? API_SERVER_PORT,
  };
}
