import type { JsonValue } from "../json";
import { DOCUMENT_KINDS, isDocumentKind } from "./document-kinds";
import { shapeOf, withoutLimit } from "./field-shape";
import type { FieldShape, FieldTable } from "./field-shape";
import { toFields, toList } from "./fields";
import type { Fields, KubeadmDocuments } from "./fields";

/**
 * Lays documents over others: objects and maps merge deeply, flags and volumes by name, lists of names as
 * sets; every other list and value replaces. Laying the same documents over the result changes nothing. A
 * null takes away what is below.
 */
export function mergeDocuments(below: KubeadmDocuments, above: KubeadmDocuments): KubeadmDocuments {
  const kinds = Object.keys(above).filter(isDocumentKind);
  const merged = kinds.map((kind) => [
    kind,
    mergeFields(DOCUMENT_KINDS[kind].fields, toFields(below[kind]), toFields(above[kind])),
  ]);
  return { ...below, ...(Object.fromEntries(merged) as KubeadmDocuments) };
}

function mergeFields(table: FieldTable, below: Fields, above: Fields): Fields {
  const merged = Object.entries(above).map(([name, value]) => [
    name,
    mergeValue(shapeOf(table, name) ?? "any", below[name], value),
  ]);
  return { ...below, ...(Object.fromEntries(merged) as Fields) };
}

function mergeValue(shape: FieldShape, below: JsonValue | undefined, above: JsonValue): JsonValue {
  const plain = withoutLimit(shape);
  if (above === null) return null;
  if (plain === "string-map" || plain === "boolean-map") {
    return { ...toFields(below), ...toFields(above) };
  }
  if (plain === "string-set") return [...new Set([...toList(below), ...toList(above)])];
  if (plain === "arguments") return mergeByKey("name", below, above);
  if (typeof plain === "string") return above;
  if ("fields" in plain) return mergeFields(plain.fields, toFields(below), toFields(above));
  return plain.key === undefined ? above : mergeByKey(plain.key, below, above);
}

function mergeByKey(key: string, below: JsonValue | undefined, above: JsonValue): JsonValue {
  const added = toList(above).map(toFields);
  const replaced = new Set(added.map((entry) => entry[key]));
  const kept = toList(below).filter((entry) => !replaced.has(toFields(entry)[key]));
  return [...kept, ...added];
}
