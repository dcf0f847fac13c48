import { parseClusterfile, rootfsImagesOf } from "../../domain/clusterfile";
import type { Clusterfile, ClusterfileCluster } from "../../domain/clusterfile";
import type { ClusterRecord } from "../../domain/cluster-record";
import { parseClusterConfiguration } from "../../domain/kubeadm/cluster-configuration";
import type { Fields } from "../../domain/kubeadm/fields";
import {
  API_SERVER_NAME,
  API_SERVER_PORT,
  clusterfilePath,
  rootfsDirectory,
} from "../../domain/paths";
import { readFile } from "../../tools/files";
import { readSystemConfigMap } from "../../tools/kubectl";
import type { QueryRunner } from "../../transports/runner";
import type { FoundCluster } from "./find-cluster";

// What the provider asks kubeadm for where neither image nor configuration says; see domain/kubeadm/default-documents.ts.
const POD_SUBNET = "100.64.0.0/10";
const SERVICE_SUBNET = "10.96.0.0/22";

/**
 * What a cluster shows of how it was made, in the arguments of `sealos_cluster`. What is as it would be by default is left out,
 * as a configuration would leave it out.
 */
export async function describeFoundCluster(
  found: Pick<FoundCluster, "nodes"> & { readonly api: QueryRunner },
  record: ClusterRecord,
  name: string,
): Promise<Fields> {
  const { api, nodes } = found;
  const [kubeadm, image, clusterfile] = await Promise.all([
    readSystemConfigMap(api, "kubeadm-config"),
    readFile(api, `${rootfsDirectory(name)}/etc/kubeadm.yml`),
    readClusterfile(api, name),
  ]);
  const actual = parseClusterConfiguration(kubeadm?.["ClusterConfiguration"] ?? "");
  const given = parseClusterConfiguration(image?.toString("utf8") ?? "");
  const known = [
    ...["127.0.0.1", "localhost", "::1", record.endpoint.domain, record.endpoint.vip ?? ""],
    ...["10.103.97.2", ...nodes.flatMap((node) => [node.name, node.internalIp])],
  ];
  const sans = actual.certSans.filter((san) => !known.includes(san));
  const rootfs = clusterfile === undefined ? undefined : rootfsImagesOf(clusterfile)[0];
  return {
    ...differing("pod_subnet", actual.podSubnet, given.podSubnet ?? POD_SUBNET),
    ...differing("service_subnet", actual.serviceSubnet, given.serviceSubnet ?? SERVICE_SUBNET),
    ...(sans.length === 0 ? {} : { cert_sans: sans }),
    ...endpointArgument(record),
    ...(rootfs === undefined ? {} : { rootfs }),
  };
}

/** The Cluster document that sealos left on a control plane; undefined where there is none that can be read. */
export async function readClusterfile(
  api: QueryRunner,
  cluster: string,
): Promise<ClusterfileCluster | undefined> {
  return (await readWholeClusterfile(api, cluster))?.cluster;
}

/** All documents that sealos left on a control plane; undefined where there are none that can be read. */
export async function readWholeClusterfile(
  api: QueryRunner,
  cluster: string,
): Promise<Clusterfile | undefined> {
  const text = (await readFile(api, clusterfilePath(cluster)))?.toString("utf8");
  return text === undefined ? undefined : parseClusterfile(text).value;
}

function differing(name: string, actual: string | undefined, fallback: string): Fields {
  return actual === undefined || actual === fallback ? {} : { [name]: actual };
}

function endpointArgument({ endpoint: { domain, port } }: ClusterRecord): Fields {
  if (domain === API_SERVER_NAME && port === API_SERVER_PORT) return {};
  return {
    endpoint: {
      mode: null,
      domain: domain === API_SERVER_NAME ? null : domain,
      vip: null,
      port: port === API_SERVER_PORT ? null : port,
    },
  };
}
