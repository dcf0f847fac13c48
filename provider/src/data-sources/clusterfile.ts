import * as z from "zod/mini";
import {
  computed,
  defineDataSource,
  defineSchema,
  error,
  nested,
  nestedList,
  optional,
  optionalComputed,
  required,
  type KnownConfig,
  type State,
} from "../../sdk";
import {
  formatClusterfile,
  parseClusterfile,
  type Clusterfile,
  type ClusterfileSsh,
} from "../domain/clusterfile";
import { parseYamlDocuments } from "../domain/yaml-documents";
import { stringify } from "yaml";
import { issueDiagnostic } from "../resources/issue-diagnostic";

const ssh = nested({
  user: optional(z.string(), { description: "User to log in as." }),
  port: optional(z.int(), { description: "Port of the SSH server." }),
  key_file: optional(z.string(), {
    description: "Private key, a path on the machine where sealos runs.",
  }),
});

const schema = defineSchema({
  description:
    "A Clusterfile of the sealos command line: with `content` it is read, without it is written from the other arguments. Login secrets have no place in either; the functions `parse_clusterfile` and `encode_clusterfile` handle every field.",
  attributes: {
    content: optionalComputed(z.string(), {
      description: "The Clusterfile: given to read it, else what was written.",
      sensitive: true,
    }),
    name: optionalComputed(z.string(), { description: "Name of the cluster." }),
    images: optionalComputed(z.array(z.string()), {
      description: "Cluster images, the rootfs first.",
    }),
    hosts: optionalComputed(
      nestedList({
        ips: required(z.array(z.string()), { description: "`address` or `address:port`." }),
        roles: required(z.array(z.string()), { description: "`master`, `node`, `registry`, …" }),
        env: optional(z.record(z.string(), z.string()), {
          description: "Environment of these hosts.",
        }),
        ssh: optional(ssh, { description: "How to log in to these hosts." }),
      }),
      { description: "Hosts that share roles, environment and login." },
    ),
    ssh: optionalComputed(ssh, { description: "How to log in to hosts that do not say." }),
    env: optionalComputed(z.record(z.string(), z.string()), {
      description: "Environment of all hosts.",
    }),
    command: optionalComputed(z.array(z.string()), {
      description: "Replaces the command of the first image.",
    }),
    configs: optionalComputed(
      nestedList({
        name: required(z.string(), { description: "Name of the document." }),
        path: required(z.string(), { description: "File to change, below the image's root." }),
        strategy: required(z.enum(["merge", "override", "insert", "append"]), {
          description: "As in `sealos_image_mount`.",
        }),
        match: optional(z.string(), { description: "The image that it is for." }),
        data: required(z.string(), { description: "What to merge or write." }),
      }),
      { description: "Changes to files of images." },
    ),
    kubeadm_config: optionalComputed(z.array(z.string()), {
      description: "Documents for kubeadm, kubelet and kube-proxy, YAML.",
    }),
    k3s_config: optionalComputed(z.string(), { description: "Options of k3s, YAML." }),
    phase: computed(z.string(), {
      description: "What sealos noted of its last apply, `ClusterSuccess` for example.",
    }),
  },
});

type Config = KnownConfig<typeof schema>;

/** `data.sealos_clusterfile`. */
export const clusterfileData = defineDataSource<typeof schema, unknown>({
  schema,
  read({ config }) {
    if (config.content === null) return written(config);
    const beside = Object.entries(config).filter(
      ([key, value]) => key !== "content" && value !== null,
    );
    const [other] = beside;
    if (other !== undefined) return { state: null, diagnostics: [either(other[0])] };
    const { value, issues } = parseClusterfile(config.content, ["content"]);
    return value === undefined
      ? { state: null, diagnostics: issues.map(issueDiagnostic) }
      : { state: stateOf(config.content, value) };
  },
});

function written(config: Config) {
  const file = clusterfileOf(config);
  const content = formatClusterfile(file);
  const { value, issues } = parseClusterfile(content, ["content"]);
  if (value === undefined) return { state: null, diagnostics: issues.map(issueDiagnostic) };
  // What was configured must be returned as it is.
  const given = Object.fromEntries(Object.entries(config).filter(([, member]) => member !== null));
  return { state: { ...stateOf(content, value), ...given } as State<typeof schema> };
}

function clusterfileOf(config: Config): Clusterfile {
  return {
    cluster: {
      name: config.name ?? "default",
      images: config.images ?? [],
      ssh: sshOf(config.ssh),
      hosts: (config.hosts ?? []).map(({ ips, roles, env, ssh: login }) => ({
        ips,
        roles,
        env: env ?? {},
        ssh: sshOf(login),
      })),
      env: config.env ?? {},
      command: config.command ?? [],
    },
    configs: (config.configs ?? []).map(({ match, ...rest }) => ({
      ...rest,
      match: match ?? undefined,
    })),
    kubeadm: (config.kubeadm_config ?? []).join("---\n"),
    k3s: config.k3s_config ?? "",
  };
}

type Ssh = Config["ssh"];

function sshOf(login: Ssh): ClusterfileSsh {
  return {
    ...(login?.user != null && { user: login.user }),
    ...(login?.port != null && { port: login.port }),
    ...(login?.key_file != null && { keyFile: login.key_file }),
  };
}

function stateOf(
  content: string,
  { cluster, configs, kubeadm, k3s }: Clusterfile,
): State<typeof schema> {
  return {
    content,
    name: cluster?.name ?? null,
    images: cluster?.images ?? [],
    hosts: (cluster?.hosts ?? []).map(({ ips, roles, env, ssh: login }) => ({
      ips,
      roles,
      env,
      ssh: loginOf(login),
    })),
    ssh: loginOf(cluster?.ssh ?? {}),
    env: cluster?.env ?? {},
    command: cluster?.command ?? [],
    configs: configs.map(({ match, ...rest }) => ({ ...rest, match: match ?? null })),
    kubeadm_config: (parseYamlDocuments(kubeadm).values ?? []).map((document) =>
      stringify(document, { version: "1.1" }),
    ),
    k3s_config: k3s ?? null,
    phase: cluster?.status?.phase ?? null,
  };
}

function loginOf({ user, port, keyFile }: ClusterfileSsh): NonNullable<Ssh> {
  return { user: user ?? null, port: port ?? null, key_file: keyFile ?? null };
}

function either(name: string) {
  return error(
    "Clusterfile Is Read Or Written",
    `content and ${name} are both set: with content the file is read, without it is written. Remove one of the two.`,
    [name],
  );
}
