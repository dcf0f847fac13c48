import { parseAllDocuments } from "yaml";
import type { JsonValue } from "./json";

/** The documents of a YAML text that are not empty, or what is wrong with it, with line and column. */
export type YamlDocuments =
  | { readonly values: readonly JsonValue[]; readonly errors?: never }
  | { readonly values?: never; readonly errors: readonly string[] };

/** Reads a text of several YAML documents; merge keys and aliases are resolved, within limits. */
export function parseYamlDocuments(text: string): YamlDocuments {
  const documents = [...parseAllDocuments(text, { merge: true })];
  const errors = documents.flatMap((document) => document.errors.map(({ message }) => message));
  if (errors.length > 0) return { errors };
  try {
    const values = documents.map((document) => document.toJS({ maxAliasCount: 100 }) as JsonValue);
    return { values: values.filter((value) => value !== null) };
  } catch (error) {
    // Aliases without an anchor, and too many of them, show only here.
    return { errors: [error instanceof Error ? error.message : String(error)] };
  }
}

/** One text of several, each one or more YAML documents; empty ones are left out, and each ends its last line. */
export function joinYamlDocuments(texts: readonly string[]): string {
  return texts
    .filter((text) => text.trim() !== "")
    .map((text) => (text.endsWith("\n") ? text : `${text}\n`))
    .join("---\n");
}
