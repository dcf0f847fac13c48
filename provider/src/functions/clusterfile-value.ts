import * as z from "zod/mini";
import { CLUSTER_DOCUMENT, CONFIG_DOCUMENT } from "../domain/clusterfile";
import type { FieldShape, FieldTable } from "../domain/kubeadm/field-shape";
import { isFields, isList, type Fields } from "../domain/kubeadm/fields";
import type { JsonValue } from "../domain/json";

// A Clusterfile in Terraform's language: the fields of its documents by their names in snake_case, `lastHeartbeatTime` as
// `last_heartbeat_time`. Types, reading and writing all follow from the tables of the domain.

/** The type of what `parse_clusterfile` returns. A field that a document does not have is null. */
export const clusterfileType = z.object({
  cluster: z.nullable(typeOfTable(CLUSTER_DOCUMENT)),
  configs: z.array(typeOfTable(CONFIG_DOCUMENT)),
  kubeadm_config: z.array(z.string()),
});

type AnyType = z.ZodMiniType;

function typeOfTable(table: FieldTable): AnyType {
  const members = Object.entries(table).map(
    ([name, shape]) => [snakeCase(name), z.nullable(typeOf(shape))] as const,
  );
  return z.object(Object.fromEntries(members));
}

function typeOf(shape: FieldShape): AnyType {
  if (typeof shape !== "string") {
    if ("fields" in shape) return typeOfTable(shape.fields);
    return "listOf" in shape ? z.array(typeOfTable(shape.listOf)) : typeOf(shape.shape);
  }
  switch (shape) {
    case "integer":
      return z.int();
    case "strings":
      return z.array(z.string());
    case "string-map":
      return z.record(z.string(), z.string());
    default:
      return z.string();
  }
}

/** A document's fields as a value of {@link clusterfileType}. */
export function toTerraform(table: FieldTable, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(table).map(([name, shape]) => [
      snakeCase(name),
      toTerraformValue(shape, fields[name] ?? null),
    ]),
  );
}

function toTerraformValue(shape: FieldShape, value: JsonValue): JsonValue {
  if (typeof shape === "string" || value === null) return value;
  if ("fields" in shape) return toTerraform(shape.fields, isFields(value) ? value : {});
  if ("shape" in shape) return toTerraformValue(shape.shape, value);
  return isList(value)
    ? value.map((entry) => toTerraform(shape.listOf, isFields(entry) ? entry : {}))
    : value;
}

/** A document's fields from Terraform's value, nulls left out, and the paths of what no document has. */
export interface FromTerraform {
  readonly fields: Fields;
  readonly unknown: readonly string[];
}

/** Takes back what {@link toTerraform} did; members that are missing or null are left out. */
export function fromTerraform(table: FieldTable, value: Fields, path: string): FromTerraform {
  const native = new Map(Object.keys(table).map((name) => [snakeCase(name), name]));
  const read = Object.entries(value)
    .filter(([, member]) => member !== null)
    .map(([name, member]) => {
      const field = native.get(name);
      const shape = field === undefined ? undefined : table[field];
      const at = `${path}.${name}`;
      if (field === undefined || shape === undefined) return { unknown: [at] };
      const { value: taken, unknown } = fromTerraformValue(shape, member, at);
      return { member: [field, taken] as const, unknown };
    });
  return {
    fields: Object.fromEntries(read.flatMap(({ member }) => (member ? [member] : []))),
    unknown: read.flatMap(({ unknown }) => unknown),
  };
}

function fromTerraformValue(
  shape: FieldShape,
  value: JsonValue,
  path: string,
): { readonly value: JsonValue; readonly unknown: readonly string[] } {
  if (typeof shape === "string") return { value, unknown: [] };
  if ("shape" in shape) return fromTerraformValue(shape.shape, value, path);
  if ("fields" in shape) {
    if (!isFields(value)) return { value, unknown: [] };
    const { fields, unknown } = fromTerraform(shape.fields, value, path);
    return { value: fields, unknown };
  }
  if (!isList(value)) return { value, unknown: [] };
  const entries = value.map((entry, index) =>
    isFields(entry)
      ? fromTerraform(shape.listOf, entry, `${path}[${index}]`)
      : { fields: entry, unknown: [] },
  );
  return {
    value: entries.map(({ fields }) => fields),
    unknown: entries.flatMap(({ unknown }) => unknown),
  };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
