import type { JsonValue } from "../json";
import { toFields, toList } from "../kubeadm/fields";
import type { Fields } from "../kubeadm/fields";
import type {
  ClusterfileCluster,
  ClusterfileCondition,
  ClusterfileHosts,
  ClusterfileMount,
  ClusterfileSsh,
  ClusterfileStatus,
} from "./clusterfile";

/** A cluster whose fields were checked already, and the values in it that break a rule. */
export interface ReadCluster {
  readonly cluster: ClusterfileCluster;
  readonly problems: readonly string[];
}

/** Reads the fields of a `Cluster` document, unknown ones already taken out. */
export function readCluster(fields: Fields): ReadCluster {
  const metadata = toFields(fields["metadata"]);
  const spec = toFields(fields["spec"]);
  const cluster: ClusterfileCluster = {
    name: text(metadata["name"]),
    ...optional("createdAt", text(metadata["creationTimestamp"])),
    images: texts(spec["image"]),
    ssh: readSsh(spec["ssh"]),
    hosts: objects(spec["hosts"]).map(readHosts),
    env: pairs(spec["env"]),
    command: texts(spec["command"]),
    ...(fields["status"] !== undefined && { status: readStatus(toFields(fields["status"])) }),
  };
  return { cluster, problems: problemsOf(cluster, spec) };
}

function problemsOf(cluster: ClusterfileCluster, spec: Fields): readonly string[] {
  return [
    ...(cluster.name === "" ? ["Cluster.metadata.name is missing. Give the cluster a name."] : []),
    ...[spec["env"], ...objects(spec["hosts"]).map(({ env }) => env)].flatMap(notPairs),
    ...cluster.hosts.flatMap(({ ips }) => ips).flatMap(notAddress),
    ...[cluster.ssh, ...cluster.hosts.map(({ ssh }) => ssh)].flatMap(notPort),
    ...inTwoRoles(cluster.hosts),
  ];
}

function notPairs(env: JsonValue | undefined): readonly string[] {
  return texts(env)
    .filter((entry) => entry.indexOf("=") < 1)
    .map(
      (entry) =>
        `Cluster.spec: the env entry "${entry}" has no name and "=". Write it as NAME=value.`,
    );
}

function notAddress(ip: string): readonly string[] {
  if (parseHostAddress(ip) !== undefined) return [];
  return [
    `Cluster.spec.hosts: "${ip}" is no address. Write it as address or address:port, IPv6 with a port in brackets.`,
  ];
}

function notPort({ port }: ClusterfileSsh): readonly string[] {
  if (port === undefined || (port >= 1 && port <= 65_535)) return [];
  return [`Cluster.spec: ssh.port is ${port}; a port lies between 1 and 65535.`];
}

function inTwoRoles(hosts: readonly ClusterfileHosts[]): readonly string[] {
  const masters = addressesWith("master", hosts);
  const both = addressesWith("node", hosts).filter((address) => masters.includes(address));
  return both.map(
    (address) =>
      `Cluster.spec.hosts: ${address} is both master and node. Keep one of the two roles.`,
  );
}

function addressesWith(role: string, hosts: readonly ClusterfileHosts[]): readonly string[] {
  return hosts
    .filter(({ roles }) => roles.includes(role))
    .flatMap(({ ips }) => ips.map((ip) => parseHostAddress(ip)?.address ?? ip));
}

/** The address and the port of an entry of `ips`; undefined when it is none. */
export function parseHostAddress(
  ip: string,
): { readonly address: string; readonly port: number | undefined } | undefined {
  const groups = /^(?:\[(?<inner>[^\]]+)\]|(?<plain>[^:\s]+))(?::(?<port>\d{1,5}))?$/.exec(
    ip,
  )?.groups;
  const bare = /^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(ip) ? ip : undefined;
  const address = groups?.["inner"] ?? groups?.["plain"] ?? bare;
  if (address === undefined) return undefined;
  const port = groups?.["port"];
  return { address, port: port === undefined ? undefined : Number(port) };
}

function readSsh(value: JsonValue | undefined): ClusterfileSsh {
  const { user, passwd, pk, pkName, pkData, pkPasswd, port } = toFields(value);
  return {
    ...optional("user", text(user)),
    ...(typeof port === "number" && { port }),
    ...optional("password", text(passwd)),
    ...optional("keyFile", text(pk)),
    ...optional("keyName", text(pkName)),
    ...optional("keyData", text(pkData)),
    ...optional("passphrase", text(pkPasswd)),
  };
}

function readHosts(fields: Fields): ClusterfileHosts {
  return {
    ips: texts(fields["ips"]),
    roles: texts(fields["roles"]),
    env: pairs(fields["env"]),
    ssh: readSsh(fields["ssh"]),
  };
}

function readStatus(status: Fields): ClusterfileStatus {
  return {
    phase: text(status["phase"]),
    mounts: objects(status["mounts"]).map(readMount),
    conditions: objects(status["conditions"]).map(readCondition),
    commandConditions: objects(status["commandCondition"]).map((condition) => ({
      ...readCondition(condition),
      images: texts(condition["images"]),
    })),
  };
}

function readMount(mount: Fields): ClusterfileMount {
  return {
    name: text(mount["name"]),
    type: text(mount["type"]),
    imageName: text(mount["imageName"]),
    mountPoint: text(mount["mountPoint"]),
    env: textMap(mount["env"]),
    labels: textMap(mount["labels"]),
    cmd: texts(mount["cmd"]),
    entrypoint: texts(mount["entrypoint"]),
  };
}

function readCondition(condition: Fields): ClusterfileCondition {
  return {
    type: text(condition["type"]),
    status: text(condition["status"]),
    reason: text(condition["reason"]),
    message: text(condition["message"]),
    lastHeartbeatTime: text(condition["lastHeartbeatTime"]),
  };
}

function optional<K extends string>(name: K, value: string): Partial<Record<K, string>> {
  return value === "" ? {} : ({ [name]: value } as Record<K, string>);
}

function pairs(value: JsonValue | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts(value).map((entry) => {
      const split = entry.indexOf("=");
      return split < 0 ? [entry, ""] : [entry.slice(0, split), entry.slice(split + 1)];
    }),
  );
}

function textMap(value: JsonValue | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(toFields(value)).map(([name, member]) => [name, text(member)]),
  );
}

function texts(value: JsonValue | undefined): readonly string[] {
  return toList(value).map(text);
}

function objects(value: JsonValue | undefined): readonly Fields[] {
  return toList(value).map(toFields);
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
