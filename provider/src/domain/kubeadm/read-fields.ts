import type { JsonValue } from "../json";
import { fieldNames, isLimited, shapeIn, shapeOf } from "./field-shape";
import type { FieldShape, FieldTable, Generation, ListShape, PlainShape } from "./field-shape";
import { isFields, isList } from "./fields";
import type { Fields } from "./fields";
import { nearestName } from "./nearest-name";

/** A field that cannot be taken as it is written. */
export interface FieldProblem {
  /** Like `ClusterConfiguration.apiServer.extraVolumes[0].pathType`. */
  readonly path: string;
  /** What was found, the rule, and the cure, as sentences. */
  readonly message: string;
}

/** A value in the shape of the model, without what the problems are about. */
export interface Reading<T extends JsonValue> {
  readonly value: T | undefined;
  readonly problems: readonly FieldProblem[];
}

/**
 * Reads an object strictly: every field must exist in that generation and hold what the table says.
 * Numbers and booleans are taken where strings are wanted, as Kubernetes itself does; flags written as
 * a map become the list of name and value that the model uses.
 */
export function readFields(
  table: FieldTable,
  generation: Generation,
  value: JsonValue,
  path: string,
): Reading<Fields> {
  if (!isFields(value)) return wrong(path, value, "an object");
  const readings = Object.entries(value).map(([name, member]) => {
    const shape = shapeIn(table, name, generation);
    const at = `${path}.${name}`;
    if (shape === undefined) return { name, ...unknownField(table, generation, name, path) };
    return { name, ...readShape(shape, generation, member, at) };
  });
  return {
    value: Object.fromEntries(
      readings.flatMap(({ name, value: member }) => (member === undefined ? [] : [[name, member]])),
    ),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

function readShape(
  shape: PlainShape,
  generation: Generation,
  value: JsonValue,
  path: string,
): Reading<JsonValue> {
  if (value === null) return right(null);
  if (typeof shape !== "string") {
    return "fields" in shape
      ? readFields(shape.fields, generation, value, path)
      : readObjects(shape, generation, value, path);
  }
  switch (shape) {
    case "string":
      return isScalar(value) ? right(String(value)) : wrong(path, value, "a string");
    case "integer":
      return Number.isInteger(value) ? right(value) : wrong(path, value, "a whole number");
    case "number":
      return typeof value === "number" ? right(value) : wrong(path, value, "a number");
    case "boolean":
      return typeof value === "boolean" ? right(value) : wrong(path, value, "true or false");
    case "strings":
    case "string-set":
      return readStrings(value, path);
    case "string-map":
      return readMap(value, path, "string");
    case "boolean-map":
      return readMap(value, path, "boolean");
    case "arguments":
      return generation < 4 ? readArgumentMap(value, path) : readArgumentList(value, path);
    case "any":
      return right(value);
  }
}

function readStrings(value: JsonValue, path: string): Reading<JsonValue> {
  if (!isList(value)) return wrong(path, value, "a list of strings");
  return inOrder(value, path, (entry, at) => readShape("string", 0, entry, at));
}

function readMap(value: JsonValue, path: string, of: "string" | "boolean"): Reading<JsonValue> {
  if (!isFields(value)) return wrong(path, value, `a map of ${of}s`);
  const table = Object.fromEntries(Object.keys(value).map((name) => [name, of]));
  return readFields(table, 0, value, path);
}

function readArgumentMap(value: JsonValue, path: string): Reading<JsonValue> {
  if (!isFields(value)) return wrong(path, value, "a map of flag and value before v1beta4");
  const flags = Object.entries(value).map(([name, setting]) => ({ name, value: setting }));
  return inOrder(flags, path, (flag) => {
    const setting = readShape("string", 0, flag.value, `${path}.${flag.name}`);
    return setting.value === undefined ? setting : right({ name: flag.name, value: setting.value });
  });
}

function readArgumentList(value: JsonValue, path: string): Reading<JsonValue> {
  if (!isList(value)) return wrong(path, value, "a list of {name, value} from v1beta4 on");
  return inOrder(value, path, (flag, at) =>
    isFields(flag) && typeof flag["name"] === "string"
      ? readFields({ name: "string", value: "string" }, 0, flag, at)
      : wrong(at, flag, "an object with name and value"),
  );
}

function readObjects(
  shape: ListShape,
  generation: Generation,
  value: JsonValue,
  path: string,
): Reading<JsonValue> {
  if (!isList(value)) return wrong(path, value, "a list");
  return inOrder(value, path, (entry, at) => readFields(shape.listOf, generation, entry, at));
}

function inOrder<T extends JsonValue>(
  entries: readonly T[],
  path: string,
  read: (entry: T, path: string) => Reading<JsonValue>,
): Reading<JsonValue> {
  const readings = entries.map((entry, index) => read(entry, `${path}[${index}]`));
  return {
    value: readings.flatMap(({ value }) => (value === undefined ? [] : [value])),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

function unknownField(
  table: FieldTable,
  generation: Generation,
  name: string,
  path: string,
): Reading<never> {
  const known = fieldNames(table, generation);
  const other = shapeOf(table, name);
  if (other !== undefined) return problem(`${path}.${name}`, existsElsewhere(name, other));
  const nearest = nearestName(name, known);
  const cure =
    nearest === undefined ? `It knows ${known.join(", ")}.` : `Did you mean "${nearest}"?`;
  return problem(`${path}.${name}`, `${path} has no field "${name}". ${cure}`);
}

function existsElsewhere(name: string, shape: FieldShape): string {
  const { from, to } = isLimited(shape) ? shape : { from: 0, to: Infinity };
  const bound =
    to === Infinity ? `came with ${generationName(from)}` : `went after ${generationName(to)}`;
  return `The field "${name}" is not known here: it ${bound}. Leave it out, or set it in a document of a version that has it.`;
}

function generationName(generation: Generation): string {
  return generation < 10 ? `v1beta${generation}` : `Kubernetes 1.${generation}`;
}

function wrong(path: string, value: JsonValue, wanted: string): Reading<never> {
  return problem(path, `Found ${describe(value)}, where ${wanted} is wanted.`);
}

function problem(path: string, message: string): Reading<never> {
  return { value: undefined, problems: [{ path, message }] };
}

function right<T extends JsonValue>(value: T): Reading<T> {
  return { value, problems: [] };
}

function isScalar(value: JsonValue): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function describe(value: JsonValue): string {
  if (isList(value)) return "a list";
  if (isFields(value)) return "an object";
  return JSON.stringify(value);
}
