import type { JsonValue } from "../json";
import { shapeIn } from "./field-shape";
import type { FieldTable, Generation } from "./field-shape";
import { isFields, isList } from "./fields";
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
  const shape = shapeIn(table[name], generation);
  if (shape === undefined) return nothing(path, `This version of Kubernetes has no such field.`);
  if (shape === "arguments" && isList(value)) return writeArguments(generation, value, path);
  if (typeof shape === "string") return { value, problems: [] };
  if ("listOf" in shape) return writeList(shape.listOf, generation, value, path);
  const written = writeFields(shape.fields, generation, isFields(value) ? value : {}, path);
  return isEmpty(written.value) ? { ...written, value: undefined } : written;
}

function writeList(
  table: FieldTable,
  generation: Generation,
  value: JsonValue,
  path: string,
): Writing<JsonValue> {
  const writings = (isList(value) ? value : []).map((entry, index) =>
    writeFields(table, generation, isFields(entry) ? entry : {}, `${path}[${index}]`),
  );
  return {
    value: writings.flatMap((writing) => writing.value ?? []),
    problems: writings.flatMap(({ problems }) => problems),
  };
}

function writeArguments(
  generation: Generation,
  value: readonly JsonValue[],
  path: string,
): Writing<JsonValue> {
  const flags = value.filter(isFields).filter((flag) => flag["value"] !== null);
  if (generation >= 4) return flags.length === 0 ? nothing() : { value: flags, problems: [] };
  const names = flags.map((flag) => flagName(flag));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return {
    value: Object.fromEntries(flags.map((flag) => [flagName(flag), flag["value"] ?? ""])),
    problems: [...new Set(repeated)].map((name) => ({
      path: `${path}.${name}`,
      message:
        "The flag is given more than once, which kubeadm takes from Kubernetes 1.31 on only.",
    })),
  };
}

function flagName({ name }: Fields): string {
  return typeof name === "string" ? name : "";
}

function nothing(path?: string, message = ""): Writing<never> {
  return { value: undefined, problems: path === undefined ? [] : [{ path, message }] };
}

function isEmpty(value: Fields | undefined): boolean {
  return value === undefined || Object.keys(value).length === 0;
}
