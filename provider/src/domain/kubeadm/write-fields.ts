import type { JsonValue } from "../json";
import { shapeIn } from "./field-shape";
import type { FieldTable, Generation } from "./field-shape";
import { toFields, toList } from "./fields";
import type { Fields } from "./fields";
import type { FieldProblem } from "./read-fields";

/** Fields as one generation writes them, and what it had to leave out. */
export interface Writing<T extends JsonValue> {
  readonly value: T | undefined;
  readonly problems: readonly FieldProblem[];
}

/**
 * Writes an object of the model for one generation: fields that it lacks are left out and reported,
 * nulls and empty objects vanish, flags become a map where the generation wants one.
 */
export function writeFields(
  table: FieldTable,
  generation: Generation,
  fields: Fields,
  path: string,
): Writing<Fields> {
  const writings = Object.entries(fields).map(([name, value]) => ({
    name,
    ...writeField(table, generation, name, value, `${path}.${name}`),
  }));
  return {
    value: Object.fromEntries(
      writings.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    ),
    problems: writings.flatMap(({ problems }) => problems),
  };
}

function writeField(
  table: FieldTable,
  generation: Generation,
  name: string,
  value: JsonValue,
  path: string,
): Writing<JsonValue> {
  if (value === null) return nothing();
  const shape = shapeIn(table, name, generation);
  if (shape === undefined) return nothing(path, "This version of Kubernetes has no such field.");
  if (shape === "arguments") return writeArguments(generation, toList(value), path);
  if (shape === "string-map" || shape === "boolean-map") return unlessEmpty(withoutNulls(value));
  if (typeof shape === "string") return { value, problems: [] };
  if ("listOf" in shape) return writeList(shape.listOf, generation, value, path);
  const { value: fields, problems } = writeFields(shape.fields, generation, toFields(value), path);
  return { ...unlessEmpty(fields), problems };
}

function writeList(
  table: FieldTable,
  generation: Generation,
  value: JsonValue,
  path: string,
): Writing<JsonValue> {
  const writings = toList(value).map((entry, index) =>
    writeFields(table, generation, toFields(entry), `${path}[${index}]`),
  );
  return {
    value: writings.map(({ value: entry }) => entry ?? {}),
    problems: writings.flatMap(({ problems }) => problems),
  };
}

function writeArguments(
  generation: Generation,
  value: readonly JsonValue[],
  path: string,
): Writing<JsonValue> {
  const flags = value.map(toFields).filter((flag) => flag["value"] !== null);
  if (generation >= 4) return unlessEmpty(flags);
  const pairs = flags.map(({ name, value: setting = "" }) => [text(name), setting] as const);
  const names = pairs.map(([name]) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return {
    ...unlessEmpty(Object.fromEntries(pairs)),
    problems: [...new Set(repeated)].map((name) => ({
      path: `${path}.${name}`,
      message:
        "The flag is given more than once, which kubeadm takes from Kubernetes 1.31 on only.",
    })),
  };
}

function withoutNulls(map: JsonValue): Fields {
  return Object.fromEntries(Object.entries(toFields(map)).filter(([, value]) => value !== null));
}

function unlessEmpty<T extends Fields | readonly JsonValue[]>(value: T | undefined): Writing<T> {
  const isEmpty = Object.keys(value ?? {}).length === 0;
  return { value: isEmpty ? undefined : value, problems: [] };
}

function nothing(path?: string, message = ""): Writing<never> {
  return { value: undefined, problems: path === undefined ? [] : [{ path, message }] };
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}
