import type { SurveyedNode } from "../../../provider/src/compose/survey";
import {
  applicationsOf,
  parseHostAddress,
  rootfsImagesOf,
  type Clusterfile,
  type ClusterfileHosts,
  type ClusterfileSsh,
} from "../../../provider/src/domain/clusterfile";
import type { ImageConfig } from "../../../provider/src/domain/image-mount";
import type { JsonValue } from "../../../provider/src/domain/json";
import { isFields, type Fields } from "../../../provider/src/domain/kubeadm/fields";
import { settableEnvironment } from "../../../provider/src/domain/template-environment";
import { parseYamlDocuments } from "../../../provider/src/domain/yaml-documents";
import { stringify } from "yaml";
import type { StackFacts, StackImage, StackLogin, StackMachine } from "./stack-facts";

/**
 * What a Clusterfile says of a cluster, with what its nodes say of themselves where somebody asked them.
 *
 * @throws Error when the file has no Cluster document, no image or no control plane.
 */
export function factsOfClusterfile(
  file: Clusterfile,
  nodes: readonly SurveyedNode[] | undefined,
): StackFacts {
  const { cluster } = file;
  if (cluster === undefined) throw new Error("The file has no document of kind Cluster.");
  const images = imagesOf(file);
  if (images === undefined) {
    throw new Error("Cluster.spec.image is empty: no image to make a cluster of.");
  }
  const profiles = profilesOf(cluster.ssh, cluster.hosts);
  const machines = machinesOf(file, nodes ?? [], profiles).toSorted(
    (a, b) => Number(b.isControlPlane) - Number(a.isControlPlane),
  );
  const entry = machines.find(({ isControlPlane }) => isControlPlane);
  if (entry === undefined) {
    throw new Error("Cluster.spec.hosts has no host with the role master.");
  }
  const unnamed = machines.filter(({ address }) => nodeAt(nodes ?? [], address) === undefined);
  const kubeadm = kubeadmArguments(file);
  return {
    source: `The cluster ${cluster.name}, as its Clusterfile tells.`,
    madeBy: "sealos",
    cluster: cluster.name,
    ...images,
    isRootfsGuessed: false,
    arguments: kubeadm,
    // What these documents say is theirs; an import would show it as arguments of their own.
    idArguments:
      "kubeadm_config" in kubeadm
        ? { ...kubeadm, pod_subnet: null, service_subnet: null, cert_sans: null }
        : {},
    env: settableEnvironment(cluster.env),
    login: loginOf(cluster.ssh),
    profiles: Object.fromEntries(profiles.map(({ name, login }) => [name, login])),
    ...{ machines, entry: entry.name },
    showsRegistry: true,
    notes:
      unnamed.length === 0
        ? []
        : [
            `The names of the nodes at ${unnamed.map(({ address }) => address).join(", ")} are made up: give --nodes, or correct them.`,
          ],
  };
}

/** The images that a Clusterfile names, with the changes that its `Config` documents make to each; undefined where it names none. */
export function imagesOf({
  cluster,
  configs,
}: Clusterfile): Pick<StackFacts, "rootfs" | "patches" | "apps"> | undefined {
  if (cluster === undefined) return undefined;
  const withConfigs = (image: string): StackImage => ({
    image,
    configs: configs
      .filter(({ match }) => match === undefined || match === image)
      .map(({ name: _name, match: _match, ...config }): ImageConfig => ({
        ...config,
        match: undefined,
      })),
  });
  const [rootfs, ...patches] = rootfsImagesOf(cluster);
  if (rootfs === undefined) return undefined;
  const env = settableEnvironment(cluster.env);
  return {
    rootfs: withConfigs(rootfs),
    patches: patches.map(withConfigs),
    apps: Object.entries(applicationsOf(cluster)).map(([name, image]) => ({
      name,
      image: withConfigs(image),
      arguments: Object.keys(env).length === 0 ? {} : { env },
    })),
  };
}

/** What a Clusterfile says of one machine beside its address: undefined for a machine that it does not know. */
export interface ClusterfileMachine extends Pick<StackMachine, "port" | "tags" | "env"> {
  readonly isRegistry: boolean;
}

/** What a Clusterfile says of the machine at an address. */
export function machineAt(
  { cluster }: Clusterfile,
  address: string,
): ClusterfileMachine | undefined {
  for (const hosts of cluster?.hosts ?? []) {
    for (const ip of hosts.ips) {
      const at = placeOfHost(ip);
      if (at.address !== address) continue;
      return {
        port: at.port ?? hosts.ssh.port ?? cluster?.ssh.port ?? 22,
        tags: hosts.roles.filter((role) => !KNOWN_ROLES.includes(role)),
        env: settableEnvironment(hosts.env),
        isRegistry: hosts.roles.includes("registry"),
      };
    }
  }
  return undefined;
}

/** Address and port of an entry of `ips`; the whole entry as the address where it is neither. */
export function placeOfHost(ip: string): NonNullable<ReturnType<typeof parseHostAddress>> {
  return parseHostAddress(ip) ?? { address: ip, port: undefined };
}

const KNOWN_ROLES = ["master", "node", "registry", "amd64", "arm64"];

function machinesOf(
  file: Clusterfile,
  nodes: readonly SurveyedNode[],
  profiles: readonly Profile[],
): readonly StackMachine[] {
  const count = { master: 0, node: 0 };
  return (file.cluster?.hosts ?? []).flatMap((hosts) =>
    hosts.ips.flatMap((ip) => {
      const { address } = placeOfHost(ip);
      const said = machineAt(file, address);
      const isControlPlane = hosts.roles.includes("master");
      const number = (count[isControlPlane ? "master" : "node"] += 1);
      const node = nodeAt(nodes, address);
      const profile = profiles.find(({ of }) => of.includes(hosts))?.name;
      return said === undefined
        ? []
        : {
            ...said,
            ...{ address, isControlPlane, node: node?.arguments ?? {} },
            name: node?.name ?? `${isControlPlane ? "cp" : "worker"}-${number}`,
            ...(profile === undefined ? {} : { profile }),
          };
    }),
  );
}

function nodeAt(nodes: readonly SurveyedNode[], address: string): SurveyedNode | undefined {
  return nodes.find((node) => node.address === address);
}

interface Profile {
  readonly name: string;
  readonly login: StackLogin;
  readonly of: readonly ClusterfileHosts[];
}

/** Logins of hosts that have one of their own, over that of all. */
function profilesOf(all: ClusterfileSsh, hosts: readonly ClusterfileHosts[]): readonly Profile[] {
  const own = hosts.filter(({ ssh: { port: _port, ...login } }) => Object.keys(login).length > 0);
  const keys = [...new Set(own.map(({ ssh }) => JSON.stringify(ssh)))];
  return keys.map((key, index) => {
    const of = own.filter(({ ssh }) => JSON.stringify(ssh) === key);
    return { name: `login-${index + 1}`, login: loginOf({ ...all, ...of[0]?.ssh }), of };
  });
}

function loginOf({ user, keyFile, password, keyData, passphrase }: ClusterfileSsh): StackLogin {
  return {
    settings: {
      ...(user !== undefined && { user }),
      ...(keyFile !== undefined && keyData === undefined && { privateKeyFile: keyFile }),
    },
    secrets: [
      ...(password === undefined ? [] : (["password"] as const)),
      ...(keyData === undefined ? [] : (["privateKey"] as const)),
      ...(passphrase === undefined ? [] : (["passphrase"] as const)),
    ],
  };
}

function kubeadmArguments({ kubeadm }: Clusterfile): Fields {
  const documents = parseYamlDocuments(kubeadm).values ?? [];
  if (documents.length === 0) return {};
  return {
    kubeadm_config: documents.map((document) =>
      stringify(withoutTokens(document), { version: "1.1" }),
    ),
  };
}

/** Fields of kubeadm documents by which machines join; each is a secret, and of no use once they have. */
const TOKENS = ["bootstrapTokens", "certificateKey", "discovery"];

function withoutTokens(document: JsonValue): JsonValue {
  if (!isFields(document)) return document;
  return Object.fromEntries(Object.entries(document).filter(([name]) => !TOKENS.includes(name)));
}
