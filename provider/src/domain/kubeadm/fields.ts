import type { JsonValue } from "../json";
import type { DocumentKind } from "./document-kinds";

/** Members of a document or of an object in it; null means "take away what an earlier document gave". */
export type Fields = Readonly<Record<string, JsonValue>>;

/** Documents by kind, in the shape of `v1beta4`, without `apiVersion` and `kind`. */
export type KubeadmDocuments = Readonly<Partial<Record<DocumentKind, Fields>>>;

/** Whether a JSON value is an object. */
export function isFields(value: JsonValue | undefined): value is Fields {
  return typeof value === "object" && value !== null && !isList(value);
}

/** Whether a JSON value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The value where it is an object, else an empty one. */
export function toFields(value: JsonValue | undefined): Fields {
  return isFields(value) ? value : {};
}

/** The value where it is a list, else an empty one. */
export function toList(value: JsonValue | undefined): readonly JsonValue[] {
  return isList(value) ? value : [];
}

/** Without the members that are undefined. */
export function defined(fields: Readonly<Record<string, JsonValue | undefined>>): Fields {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The value at a path of names; undefined where there is none. */
export function valueAt(
  documents: KubeadmDocuments,
  kind: DocumentKind,
  ...names: readonly string[]
): JsonValue | undefined {
  return names.reduce<JsonValue | undefined>(
    (value, name) => (isFields(value) ? value[name] : undefined),
    documents[kind],
  );
}
