import type { JsonValue } from "../json";
import { DOCUMENT_KINDS, isDocumentKind } from "./document-kinds";
import { shapeEver } from "./field-shape";
import type { FieldShape, FieldTable } from "./field-shape";
import { isFields, isList } from "./fields";
import type { Fields, KubeadmDocuments } from "./fields";

/**
 * Lays documents over others: objects and maps merge deeply, flags and volumes by name, lists of names as
 * sets; every other list and value replaces. Laying the same documents over the result changes nothing. A
 * null takes away what is below.
 */
export function mergeDocuments(below: KubeadmDocuments, above: KubeadmDocuments): KubeadmDocuments {
  const merged = Object.entries(above).map(([kind, fields]) => [
    kind,
    isDocumentKind(kind) ? mergeFields(DOCUMENT_KINDS[kind].fields, below[kind] ?? {}, fields) : {},
  ]);
  return { ...below, ...(Object.fromEntries(merged) as KubeadmDocuments) };
}

function mergeFields(table: FieldTable, below: Fields, above: Fields): Fields {
  const merged = Object.entries(above).map(([name, value]) => [
    name,
    mergeValue(table[name], below[name], value),
  ]);
  return { ...below, ...(Object.fromEntries(merged) as Fields) };
}

function mergeValue(
  shape: FieldShape | undefined,
  below: JsonValue | undefined,
  above: JsonValue,
): JsonValue {
  if (shape === undefined || above === null) return above;
  const plain = shapeEver(shape);
  if (plain === "string-map" || plain === "boolean-map") return mergeMaps(below, above);
  if (plain === "string-set") return union(below, above);
  if (plain === "arguments") return mergeByKey("name", below, above);
  if (typeof plain === "string") return above;
  if ("listOf" in plain)
    return plain.key === undefined ? above : mergeByKey(plain.key, below, above);
  return mergeFields(plain.fields, isFields(below) ? below : {}, isFields(above) ? above : {});
}

function mergeMaps(below: JsonValue | undefined, above: JsonValue): JsonValue {
  return { ...(isFields(below) ? below : {}), ...(isFields(above) ? above : {}) };
}

function union(below: JsonValue | undefined, above: JsonValue): JsonValue {
  return [...new Set([...(isList(below) ? below : []), ...(isList(above) ? above : [])])];
}

function mergeByKey(key: string, below: JsonValue | undefined, above: JsonValue): JsonValue {
  const added = (isList(above) ? above : []).filter(isFields);
  const kept = (isList(below) ? below : []).filter(isFields);
  const replaced = new Set(added.map((entry) => entry[key]));
  return [...kept.filter((entry) => !replaced.has(entry[key])), ...added];
}
