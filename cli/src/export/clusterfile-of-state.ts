import { formatClusterfile } from "../../../provider/src/domain/clusterfile";

/** What `terraform show -json` prints of a state or a plan, as far as it matters here. */
export interface ShownTerraform {
  readonly values?: Values;
  readonly planned_values?: Values;
}

interface Values {
  readonly root_module?: Module;
}

interface Module {
  readonly resources?: readonly Resource[];
  readonly child_modules?: readonly Module[];
}

interface Resource {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * The Clusterfile of a cluster in a state or plan, for the sealos command line. Login secrets are not in it.
 *
 * @throws Error when there is no such cluster, or several and none is named.
 */
export function clusterfileOf(shown: ShownTerraform, name: string | undefined): string {
  const root = (shown.values ?? shown.planned_values)?.root_module;
  const resources = root === undefined ? [] : allOf(root);
  const of = (type: string): readonly Resource["values"][] =>
    resources.filter((resource) => resource.type === type).map(({ values }) => values);
  const clusters = of("sealos_cluster").map(({ name: own }) => textOf(own) ?? "default");
  const cluster = name ?? (clusters.length === 1 ? clusters[0] : undefined);
  if (cluster === undefined || !clusters.includes(cluster)) throw noCluster(clusters);
  const hosts = of("sealos_host").filter(
    (host) => (textOf(host["cluster_name"]) ?? "default") === cluster,
  );
  const docs = of("sealos_cluster").find((one) => (textOf(one["name"]) ?? "default") === cluster);
  return formatClusterfile({
    cluster: {
      name: cluster,
      images: [...new Set([...hosts.flatMap(imagesOf), ...of("sealos_app").flatMap(imagesOf)])],
      ssh: {},
      hosts: hosts.map((host) => ({
        ips: [`${textOf(host["address"]) ?? ""}:${Number(host["port"] ?? 22)}`],
        roles: listOf(host["roles"]).map((role) => ROLES[role] ?? role),
        env: (host["env"] ?? {}) as Readonly<Record<string, string>>,
        ssh: {},
      })),
      env: {},
      command: [],
    },
    configs: [],
    kubeadm: listOf(docs?.["kubeadm_config"]).join("---\n"),
  });
}

/** Our words for roles, in those of sealos. */
const ROLES: Readonly<Record<string, string>> = { "control-plane": "master", worker: "node" };

function allOf({ resources = [], child_modules: modules = [] }: Module): readonly Resource[] {
  return [...resources, ...modules.flatMap(allOf)];
}

function imagesOf({ images, image }: Resource["values"]): readonly string[] {
  return [...listOf(images), ...listOf(image === undefined ? [] : [image])].flatMap((mount) => {
    try {
      return textOf((JSON.parse(mount) as { readonly image?: unknown }).image) ?? [];
    } catch {
      return [];
    }
  });
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function noCluster(clusters: readonly string[]): Error {
  return new Error(
    clusters.length === 0
      ? "There is no sealos_cluster in it. Give what `terraform show -json` prints of a stack with a cluster."
      : `Name one of its clusters with --cluster: ${clusters.join(", ")}.`,
  );
}
