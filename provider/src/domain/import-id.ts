import type { Issue } from "./issue";
import type { JsonValue } from "./json";
import { isFields, type Fields } from "./kubeadm/fields";

/** Where a machine is, as an import id says it: `[login@]address[:port]`. */
export interface Place {
  /** Name of an SSH profile, or a user. */
  readonly login: string | undefined;
  readonly address: string;
  readonly port: number | undefined;
}

/** What an import id says. */
export interface ImportId {
  readonly place: Place;
  /** What follows the place, one word each. */
  readonly names: readonly string[];
  /** Attributes that the id gives because nobody could find them out. */
  readonly attributes: Fields;
}

/**
 * Reads an import id: `PLACE` with one `/name` for each of `names`; or a JSON object that holds it as `id`, beside attributes
 * of the resource as the configuration has them.
 */
export function parseImportId(text: string, names: readonly string[]): ImportId | Issue {
  const { id, attributes } = splitId(text);
  const form = ["[login@]address[:port]", ...names.map((name) => `<${name}>`)].join("/");
  const parts = id.split("/");
  const place = parsePlace(parts[0] ?? "");
  const words = parts.slice(1);
  if (place === undefined || words.length !== names.length || words.includes("")) {
    return invalid(text, form);
  }
  return { place, names: words, attributes };
}

/** Reads an id that is a single word, or the `id` of a JSON object with attributes. */
export function splitId(text: string): { readonly id: string; readonly attributes: Fields } {
  const value = text.trimStart().startsWith("{") ? parseJson(text) : undefined;
  if (!isFields(value)) return { id: text, attributes: {} };
  const { id = "", ...attributes } = value;
  return { id: typeof id === "string" ? id : "", attributes };
}

/** Names among the attributes of an id that the resource does not have. */
export function unknownAttributes(attributes: Fields, known: readonly string[]): Issue | undefined {
  const unknown = Object.keys(attributes).find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  return {
    severity: "error",
    summary: "Invalid Import Id",
    detail: `the import id gives "${unknown}", which is no argument of this resource. It has ${known.join(", ")}.`,
  };
}

const PLACE =
  /^(?:(?<login>[^@/]+)@)?(?:\[(?<bracketed>[0-9a-fA-F:.]+)\]|(?<plain>[^:@/\s]+))(?::(?<port>\d{1,5}))?$/;

function parsePlace(text: string): Place | undefined {
  const groups = PLACE.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const port = groups["port"];
  return {
    login: groups["login"],
    address: groups["bracketed"] ?? groups["plain"] ?? "",
    port: port === undefined ? undefined : Number(port),
  };
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function invalid(text: string, form: string): Issue {
  return {
    severity: "error",
    summary: "Invalid Import Id",
    detail: `"${text}" is no import id of this resource. Write ${form}, an IPv6 address in brackets, where login is a user or one of the provider's ssh_profiles; or a JSON object with that as "id" and further arguments of the resource beside it: {"id": "${form}", …}.`,
  };
}
