import * as z from "zod/mini";
import { defineFunction, parameter } from "../../sdk";
import {
  CLUSTER_DOCUMENT,
  CONFIG_DOCUMENT,
  formatDocuments,
  parseClusterfileDocuments,
} from "../domain/clusterfile";
import type { JsonValue } from "../domain/json";
import { isFields, isList, toFields, toList, type Fields } from "../domain/kubeadm/fields";
import { parseYamlDocuments } from "../domain/yaml-documents";
import { fromTerraform, type FromTerraform } from "./clusterfile-value";

/** `encode_clusterfile`. */
export const encodeClusterfile = defineFunction({
  summary: "Writes a Clusterfile.",
  description:
    "Writes the Clusterfile that `parse_clusterfile` would read as the given object, the Cluster document first, as the sealos command line wants it. Members may be left out. Members that no Clusterfile has are an error that names their path. Login secrets of the object stand in the text.",
  parameters: {
    clusterfile: parameter(z.unknown(), {
      description:
        "An object with `cluster`, `configs` and `kubeadm_config`, each of which may be missing, as `parse_clusterfile` returns it.",
    }),
  },
  returns: z.string(),
  call({ clusterfile }) {
    const { text, problems } = encode(toJson(clusterfile));
    return problems.length === 0
      ? { result: text }
      : { error: { text: problems.join("\n"), parameter: "clusterfile" } };
  },
});

function encode(value: JsonValue): { readonly text: string; readonly problems: readonly string[] } {
  if (!isFields(value)) return { text: "", problems: [`It must be an object with ${MEMBERS}.`] };
  const { cluster, configs, kubeadm_config: kubeadm, ...further } = value;
  const documents = readMembers(cluster, configs);
  const unknown = [
    ...Object.keys(further),
    ...documents.flatMap(({ unknown: paths }) => paths),
  ].map((path) => `A Clusterfile has no "${path}". Remove it, or correct its name.`);
  const written = documents.map(({ fields }) => fields);
  const read = readYaml(toList(kubeadm ?? null));
  const text = formatDocuments({
    cluster: isFields(cluster) ? written[0] : undefined,
    configs: isFields(cluster) ? written.slice(1) : written,
    kubeadm: read.documents,
  });
  return { text, problems: [...unknown, ...read.problems, ...broken(text)] };
}

const MEMBERS = "cluster, configs and kubeadm_config";

function readMembers(
  cluster: JsonValue | undefined,
  configs: JsonValue | undefined,
): readonly FromTerraform[] {
  return [
    ...(isFields(cluster) ? [fromTerraform(CLUSTER_DOCUMENT, cluster, "cluster")] : []),
    ...toList(configs ?? null).map((config, index) =>
      fromTerraform(CONFIG_DOCUMENT, toFields(config), `configs[${index}]`),
    ),
  ];
}

function readYaml(texts: readonly JsonValue[]): {
  readonly documents: readonly Fields[];
  readonly problems: readonly string[];
} {
  const read = texts.map((text) => parseYamlDocuments(typeof text === "string" ? text : ""));
  return {
    documents: read.flatMap(({ values }) => (values ?? []).map(toFields)),
    problems: read.flatMap(({ errors }, index) =>
      (errors ?? []).map((message) => `kubeadm_config[${index}]: ${message}`),
    ),
  };
}

/** What was written must be a Clusterfile: the rules of reading hold for it. */
function broken(text: string): readonly string[] {
  return parseClusterfileDocuments(text, ["text"])
    .issues.filter(({ severity }) => severity === "error")
    .map(({ detail }) => detail.replace(/^text: /, ""));
}

/** The argument as plain JSON: a value of dynamic type carries its type along. */
function toJson(value: unknown): JsonValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object") return value as JsonValue;
  if (isList(value as JsonValue)) return (value as readonly unknown[]).map(toJson);
  if ("type" in value && "value" in value && isTyped(value)) return toJson(value.value);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
}

function isTyped(value: object): value is { readonly value: unknown } {
  return Object.getOwnPropertySymbols(value).length > 0;
}
