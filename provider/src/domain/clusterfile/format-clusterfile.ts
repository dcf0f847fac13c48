import { stringify } from "yaml";
import { joinYamlDocuments } from "../yaml-documents";
import type {
  Clusterfile,
  ClusterfileCluster,
  ClusterfileConfig,
  ClusterfileHosts,
  ClusterfileSsh,
  ClusterfileStatus,
} from "./clusterfile";

/**
 * Writes a Clusterfile as sealos writes it: the Cluster first, then options of k3s, Configs, and kubeadm documents. Login
 * secrets (passwords, passphrases, keys given inline) are left out; what `configs` hold is written as it is.
 */
export function formatClusterfile({ cluster, configs, kubeadm, k3s = "" }: Clusterfile): string {
  return joinYamlDocuments([
    cluster === undefined ? "" : toYaml(clusterDocument(cluster)),
    k3s,
    ...configs.map((config) => toYaml(configDocument(config))),
    kubeadm,
  ]);
}

function clusterDocument(cluster: ClusterfileCluster): object {
  return {
    apiVersion: "apps.sealos.io/v1beta1",
    kind: "Cluster",
    metadata: { creationTimestamp: cluster.createdAt ?? null, name: cluster.name },
    spec: {
      ...list("command", cluster.command),
      ...list("env", pairs(cluster.env)),
      hosts: cluster.hosts.map(hostsEntry),
      image: cluster.images,
      ssh: sshBlock(cluster.ssh),
    },
    status: cluster.status === undefined ? {} : statusBlock(cluster.status),
  };
}

function hostsEntry({ ips, roles, env, ssh }: ClusterfileHosts): object {
  const login = sshBlock(ssh);
  return {
    ...list("env", pairs(env)),
    ips,
    roles,
    ...(Object.keys(login).length > 0 && { ssh: login }),
  };
}

function sshBlock({ keyFile, port, user }: ClusterfileSsh): object {
  return {
    ...(keyFile !== undefined && { pk: keyFile }),
    ...(port !== undefined && { port }),
    ...(user !== undefined && { user }),
  };
}

function statusBlock({ phase, mounts, conditions, commandConditions }: ClusterfileStatus): object {
  return {
    ...list("commandCondition", commandConditions),
    ...list("conditions", conditions),
    ...list("mounts", mounts),
    phase,
  };
}

function configDocument({ name, path, strategy, match, data }: ClusterfileConfig): object {
  return {
    apiVersion: "apps.sealos.io/v1beta1",
    kind: "Config",
    metadata: { name },
    spec: { data, ...(match !== undefined && { match }), path, strategy },
  };
}

function pairs(env: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(env).map(([name, value]) => `${name}=${value}`);
}

function list<T>(name: string, entries: readonly T[]): Readonly<Record<string, readonly T[]>> {
  return entries.length === 0 ? {} : { [name]: entries };
}

function toYaml(document: object): string {
  return stringify(document, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
