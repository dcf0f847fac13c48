import { parseClusterfile, rootfsImagesOf } from "../../domain/clusterfile";
import { CONTROL_PLANE_ROLE, REGISTRY_ROLE, WORKER_ROLE } from "../../domain/host-spec";
import type { Fields } from "../../domain/kubeadm/fields";
import { clusterfilePath } from "../../domain/paths";
import { readFile } from "../../tools/files";
import type { QueryRunner } from "../../transports/runner";
import type { HostSight } from "../visit-host";
import { readClusterNames } from "./cluster-names";

const REGISTRY_DOMAIN = "sealos.hub";

/**
 * What a machine shows of how it was prepared, in the arguments of `sealos_host`: its role, where its registry is, and on a
 * control plane that sealos made, its images. What it does not show is left out.
 */
export async function describeFoundHost(
  { host, facts, journal }: HostSight,
  given: Fields,
): Promise<Fields> {
  const named = given["cluster_name"];
  const cluster =
    typeof named === "string"
      ? named
      : (journal.owner?.cluster ?? (await readClusterNames(host))[0] ?? "default");
  const [registry, images] = await Promise.all([
    readRegistryAddress(host),
    readImages(host, cluster),
  ]);
  const servesRegistry = registry === undefined || facts.addresses.includes(registry);
  const role = facts.kubernetes.hasAdminConfig ? CONTROL_PLANE_ROLE : WORKER_ROLE;
  return {
    cluster_name: cluster,
    roles: servesRegistry ? [role, REGISTRY_ROLE] : [role],
    ...(servesRegistry ? {} : { registry: { address: registry, domain: null, port: null } }),
    ...(images === undefined ? {} : { images }),
  };
}

/** What a machine's hosts file says of the registry, a contract with cluster images; undefined where it knows none. */
export async function readRegistryAddress(host: QueryRunner): Promise<string | undefined> {
  const lines = (await readFile(host, "/etc/hosts"))?.toString("utf8").split("\n") ?? [];
  const entry = lines
    .map((line) => line.replace(/#.*/, "").trim().split(/\s+/))
    .find(([, ...names]) => names.includes(REGISTRY_DOMAIN));
  return entry?.[0];
}

async function readImages(
  host: QueryRunner,
  cluster: string,
): Promise<readonly string[] | undefined> {
  const text = (await readFile(host, clusterfilePath(cluster)))?.toString("utf8");
  if (text === undefined) return undefined;
  const { value } = parseClusterfile(text);
  return value?.cluster === undefined ? undefined : rootfsImagesOf(value.cluster);
}
