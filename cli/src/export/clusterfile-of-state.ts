import { formatClusterfile } from "../../../provider/src/domain/clusterfile";
import { joinYamlDocuments } from "../../../provider/src/domain/yaml-documents";
import { configsOf, type ShownMount } from "./configs-of-mounts";

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
  const docs = of("sealos_cluster").find((one) => (textOf(one["name"]) ?? "default") === cluster);
  const hosts = of("sealos_host").filter(
    (host) => (textOf(host["cluster_name"]) ?? "default") === cluster,
  );
  const id = textOf(docs?.["id"]);
  const apps = of("sealos_app").filter(
    ({ cluster_id: on }) => id === undefined || textOf(on) === undefined || on === id,
  );
  const mounts = [...hosts, ...apps].flatMap(mountsOf);
  const env = sharedEnv(hosts.map(envOf));
  return formatClusterfile({
    cluster: {
      name: cluster,
      images: [...new Set(mounts.map(({ image }) => image))],
      ssh: {},
      hosts: hosts.map((host) => ({
        ips: [placeOf(host)],
        roles: listOf(host["roles"]).map((role) => ROLES[role] ?? role),
        env: without(envOf(host), env),
        ssh: {},
      })),
      env,
      command: [],
    },
    configs: configsOf(mounts),
    kubeadm: joinYamlDocuments(listOf(docs?.["kubeadm_config"])),
    k3s: textOf(docs?.["k3s_config"]) ?? "",
  });
}

/** Our words for roles, in those of sealos. */
const ROLES: Readonly<Record<string, string>> = { "control-plane": "master", worker: "node" };

function allOf({ resources = [], child_modules: modules = [] }: Module): readonly Resource[] {
  return [...resources, ...modules.flatMap(allOf)];
}

/** Mounts of a host or of an application. */
function mountsOf({ images, image }: Resource["values"]): readonly ShownMount[] {
  return [...listOf(images), ...listOf([image])].flatMap((mount) => {
    try {
      const { image: reference, configs = [] } = JSON.parse(mount) as Partial<ShownMount>;
      return reference === undefined ? [] : [{ image: reference, configs }];
    } catch {
      return [];
    }
  });
}

function placeOf({ address, port }: Resource["values"]): string {
  const host = textOf(address) ?? "";
  return `${host.includes(":") ? `[${host}]` : host}:${Number(port ?? 22)}`;
}

type Env = Readonly<Record<string, string>>;

function envOf({ env }: Resource["values"]): Env {
  return (env ?? {}) as Env;
}

/** What all hosts are given alike is the cluster's. */
function sharedEnv([first = {}, ...others]: readonly Env[]): Env {
  const entries = Object.entries(first).filter(([name, value]) =>
    others.every((env) => env[name] === value),
  );
  return Object.fromEntries(entries);
}

function without(env: Env, shared: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !(name in shared)));
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
