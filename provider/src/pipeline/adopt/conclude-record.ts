import {
  CLUSTER_RECORD_NAME,
  parseClusterRecord,
  type ClusterEndpoint,
  type ClusterRecord,
} from "../../domain/cluster-record";
import { parseClusterConfiguration } from "../../domain/kubeadm/cluster-configuration";
import { API_SERVER_PORT } from "../../domain/paths";
import { kubectl, readSystemConfigMap } from "../../tools/kubectl";
import type { QueryRunner } from "../../transports/runner";
import { readClusterNames } from "./cluster-names";

/**
 * What a cluster that this provider did not make would have recorded of itself, from what it shows: kubeadm's configuration
 * and the pods that carry a virtual address. Undefined for a cluster that kubeadm did not make.
 */
export async function concludeRecord(api: QueryRunner): Promise<ClusterRecord | undefined> {
  const text = (await readSystemConfigMap(api, "kubeadm-config"))?.["ClusterConfiguration"];
  if (text === undefined) return undefined;
  const [names, care] = await Promise.all([readClusterNames(api), readCare(api)]);
  const { controlPlaneEndpoint } = parseClusterConfiguration(text);
  return {
    name: names[0] ?? "default",
    isNameGuessed: names[0] === undefined,
    endpoint: endpointOf(controlPlaneEndpoint, api.host, care?.vip),
    lvscareImage: care?.image ?? null,
    kubeadmDocuments: [],
  };
}

/** The record that this provider left in a cluster; undefined where it left none. */
export async function readRecord(api: QueryRunner): Promise<ClusterRecord | undefined> {
  return parseClusterRecord(await readSystemConfigMap(api, CLUSTER_RECORD_NAME));
}

/** `host:port` of kubeadm, as an endpoint. */
function endpointOf(
  text: string | undefined,
  fallback: string,
  vip: string | undefined,
): ClusterEndpoint {
  const { host = fallback, port } =
    /^\[?(?<host>[^\]]*?)\]?(?::(?<port>\d+))?$/.exec(text ?? "")?.groups ?? {};
  return {
    mode: vip === undefined ? "hosts" : "lvscare",
    domain: host === "" ? fallback : host,
    port: port === undefined ? API_SERVER_PORT : Number(port),
    vip: vip ?? null,
  };
}

interface Care {
  readonly vip: string;
  readonly image: string;
}

/** The static pods of lvscare that workers run, as the API shows them. */
async function readCare(api: QueryRunner): Promise<Care | undefined> {
  const words = ["get", "pods", "--namespace=kube-system", "--output=json"];
  const { exitCode, stdout } = await api.query(kubectl(...words), { accept: [0, 1] });
  if (exitCode !== 0 || !stdout.trimStart().startsWith("{")) return undefined;
  const { items = [] } = JSON.parse(stdout) as { items?: readonly Pod[] };
  const pod = items.find(({ metadata }) => metadata.name.startsWith("kube-sealos-lvscare"));
  const [container] = pod?.spec.containers ?? [];
  const argv = [...(container?.command ?? []), ...(container?.args ?? [])];
  const service = argv[argv.indexOf("--vs") + 1];
  const vip = service?.replace(/:\d+$/, "");
  return container === undefined || vip === undefined ? undefined : { vip, image: container.image };
}

interface Pod {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly containers: readonly {
      readonly image: string;
      readonly command?: readonly string[];
      readonly args?: readonly string[];
    }[];
  };
}
