import { stringify } from "yaml";
import { checked } from "../checked";
import type { Checked } from "../checked";
import type { ImageConfig } from "../image-mount";
import type { Issue } from "../issue";
import type { JsonValue } from "../json";
import { joinYamlDocuments, parseYamlDocuments } from "../yaml-documents";
import { isDocumentKind } from "../kubeadm/document-kinds";
import type { FieldTable } from "../kubeadm/field-shape";
import { isFields, toFields } from "../kubeadm/fields";
import type { Fields } from "../kubeadm/fields";
import { readFields } from "../kubeadm/read-fields";
import type { Clusterfile, ClusterfileConfig } from "./clusterfile";
import { CLUSTER_DOCUMENT, CONFIG_DOCUMENT } from "./fields";
import { readCluster } from "./read-cluster";

const API_VERSION = "apps.sealos.io/v1beta1";
const STRATEGIES: readonly string[] = ["merge", "override", "insert", "append"];

/**
 * Reads a Clusterfile, templates already rendered. Its documents may come in any order. Unknown kinds and
 * fields become issues that name the path; `attribute` is blamed for them. The fields of kubeadm documents
 * are judged where they are used, because they depend on the version of Kubernetes.
 */
export function parseClusterfile(
  text: string,
  attribute: readonly (string | number)[] = ["clusterfile"],
): Checked<Clusterfile> {
  const { values, errors } = parseYamlDocuments(text);
  if (values === undefined) return { issues: errors.map((message) => issue(attribute, message)) };
  const parts = values.map((value, index) =>
    isK3sOptions(value) ? { k3s: value, problems: [] } : readDocument(value, index + 1),
  );
  return checked(
    assemble(parts),
    parts.flatMap(({ problems }) => problems.map((message) => issue(attribute, message))),
  );
}

/** The documents of a Clusterfile, field by field as they are written, each without its `apiVersion` and `kind`. */
export interface ClusterfileDocuments {
  readonly cluster: Fields | undefined;
  /** In their order, those of one name too. */
  readonly configs: readonly Fields[];
  /** Documents for kubeadm, kubelet and kube-proxy, whole. */
  readonly kubeadm: readonly Fields[];
}

/** Reads a Clusterfile as {@link parseClusterfile} does, by the same rules, without interpreting its fields. */
export function parseClusterfileDocuments(
  text: string,
  attribute: readonly (string | number)[] = ["clusterfile"],
): Checked<ClusterfileDocuments> {
  const { values, errors } = parseYamlDocuments(text);
  if (values === undefined) return { issues: errors.map((message) => issue(attribute, message)) };
  const parts = values.map((value, index) => readDocument(value, index + 1));
  const ofKind = (kind: "cluster" | "config" | "kubeadm"): readonly Fields[] =>
    parts.flatMap((part) => (part[kind] === undefined ? [] : [part.fields ?? {}]));
  const [cluster, ...further] = ofKind("cluster");
  return checked(
    { cluster, configs: ofKind("config"), kubeadm: ofKind("kubeadm") },
    [...parts.flatMap(({ problems }) => problems), ...further.map(() => SECOND_CLUSTER)].map(
      (message) => issue(attribute, message),
    ),
  );
}

const SECOND_CLUSTER =
  "There are two documents of kind Cluster; a Clusterfile describes one cluster. Remove one of them.";

interface Part {
  readonly cluster?: Clusterfile["cluster"];
  /** As written, unknown fields taken out. */
  readonly fields?: Fields;
  readonly config?: ClusterfileConfig;
  readonly kubeadm?: Fields;
  readonly k3s?: Fields;
  readonly problems: readonly string[];
}

/** sealos writes the options of k3s as a document without a kind. */
function isK3sOptions(value: JsonValue): value is Fields {
  const names = isFields(value) ? Object.keys(value) : [];
  const isOption = (name: string): boolean =>
    /^[a-z][a-z0-9-]*\+?$/.test(name) && !["kind", "metadata", "spec"].includes(name);
  return names.length > 0 && names.every(isOption);
}

function readDocument(value: JsonValue, position: number): Part {
  if (!isFields(value)) return { problems: [`Document ${position} is no object with a kind.`] };
  const { apiVersion, kind, ...fields } = value;
  if (isDocumentKind(kind)) return { kubeadm: value, fields: value, problems: [] };
  if (kind !== "Cluster" && kind !== "Config") return { problems: [unknownKind(kind, position)] };
  if (apiVersion !== API_VERSION) {
    const found = JSON.stringify(apiVersion ?? null);
    return {
      problems: [
        `Document ${position}: ${kind} has apiVersion ${found}; it must be ${API_VERSION}.`,
      ],
    };
  }
  return kind === "Cluster" ? readClusterDocument(fields) : readConfigDocument(fields);
}

function readClusterDocument(fields: Fields): Part {
  const { value, problems } = readStrictly(CLUSTER_DOCUMENT, fields, "Cluster");
  const { cluster, problems: more } = readCluster(value);
  return { cluster, fields: value, problems: [...problems, ...more] };
}

function readConfigDocument(fields: Fields): Part {
  const { value, problems } = readStrictly(CONFIG_DOCUMENT, fields, "Config");
  const metadata = toFields(value["metadata"]);
  const spec = toFields(value["spec"]);
  const [name, path, match] = [
    textAt(metadata, "name"),
    textAt(spec, "path"),
    textAt(spec, "match"),
  ];
  const given = textAt(spec, "strategy");
  const strategy = given === "" ? "override" : given;
  const more = [
    ...(name === ""
      ? ["Config.metadata.name is missing. Give the document a name of its own."]
      : []),
    ...(path === ""
      ? [`Config.spec.path of ${name} is missing. Name a file below the root of the image.`]
      : []),
    ...(isStrategy(strategy)
      ? []
      : [`Config.spec.strategy of ${name} is "${given}"; it must be ${STRATEGIES.join(", ")}.`]),
  ];
  const config: ClusterfileConfig = {
    name,
    path,
    strategy: isStrategy(strategy) ? strategy : "override",
    match: match === "" ? undefined : match,
    data: textAt(spec, "data"),
  };
  return { config, fields: value, problems: [...problems, ...more] };
}

function readStrictly(
  table: FieldTable,
  fields: Fields,
  path: string,
): { readonly value: Fields; readonly problems: readonly string[] } {
  const { value = {}, problems } = readFields(table, 0, fields, path);
  return { value, problems: problems.map(({ path: at, message }) => `${at}: ${message}`) };
}

function assemble(parts: readonly Part[]): Clusterfile {
  const k3s = parts.find((part) => part.k3s !== undefined)?.k3s;
  const configs = new Map(parts.flatMap(({ config }) => (config ? [[config.name, config]] : [])));
  return {
    cluster: parts.find(({ cluster }) => cluster !== undefined)?.cluster,
    configs: [...configs.values()],
    ...(k3s === undefined ? {} : { k3s: stringify(k3s, { version: "1.1" }) }),
    kubeadm: joinYamlDocuments(
      parts.map(({ kubeadm }) =>
        kubeadm === undefined ? "" : stringify(kubeadm, { version: "1.1" }),
      ),
    ),
  };
}

function unknownKind(kind: JsonValue | undefined, position: number): string {
  const known =
    "Cluster, Config, InitConfiguration, ClusterConfiguration, JoinConfiguration, KubeletConfiguration, KubeProxyConfiguration";
  return `Document ${position} has kind ${JSON.stringify(kind ?? null)}; a Clusterfile knows ${known}. Remove the document or correct its kind.`;
}

function isStrategy(text: string): text is ImageConfig["strategy"] {
  return STRATEGIES.includes(text);
}

function textAt(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

function issue(attribute: readonly (string | number)[], message: string): Issue {
  return {
    severity: "error",
    summary: "Invalid Clusterfile",
    detail: `${attribute.join(".")}: ${message}`,
    attribute,
  };
}
