/**
 * The release that a field table is read for: 2, 3 or 4 for kubeadm's own kinds (`v1beta2` to `v1beta4`),
 * the minor release of Kubernetes for the kinds of kubelet and kube-proxy, whose version never moves.
 */
export type Generation = number;

/** What a field holds. Durations and quantities are strings. */
export type FieldShape =
  | "string"
  | "integer"
  | "number"
  | "boolean"
  /** A list of strings that a later document replaces. */
  | "strings"
  /** A list of strings that a later document adds to. */
  | "string-set"
  | "string-map"
  | "boolean-map"
  /** Flags of a component: a map up to `v1beta3`, a list of name and value from `v1beta4` on, the list in the model. */
  | "arguments"
  /** Taken as it is. */
  | "any"
  | ObjectShape
  | ListShape
  | LimitedShape;

export interface ObjectShape {
  readonly fields: FieldTable;
}

export interface ListShape {
  readonly listOf: FieldTable;
  /** The field that tells the entries apart when documents are merged; without one a later list replaces. */
  readonly key: string | undefined;
}

export interface LimitedShape {
  readonly shape: FieldShape;
  readonly from: Generation;
  readonly to: Generation;
}

/** Every field of an object, over all generations. */
export type FieldTable = Readonly<Record<string, FieldShape>>;

/** An object with these fields. */
export function object(fields: FieldTable): ObjectShape {
  return { fields };
}

/** A list of objects; `key` names the field by which lists are merged. */
export function list(listOf: FieldTable, key?: string): ListShape {
  return { listOf, key };
}

/** A field that exists from this generation on. */
export function since(from: Generation, shape: FieldShape): LimitedShape {
  return { shape, from, to: Infinity };
}

/** A field that exists up to and including this generation. */
export function until(to: Generation, shape: FieldShape): LimitedShape {
  return { shape, from: 0, to };
}

/** A shape without a limit. */
export type PlainShape = Exclude<FieldShape, LimitedShape>;

/** The shape of a field, limited or not; undefined where no generation has it. */
export function shapeOf(table: FieldTable, name: string): FieldShape | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The shape of a field in one generation; undefined where the field does not exist. */
export function shapeIn(
  table: FieldTable,
  name: string,
  generation: Generation,
): PlainShape | undefined {
  const shape = shapeOf(table, name);
  if (shape === undefined || !isLimited(shape)) return shape;
  return generation >= shape.from && generation <= shape.to ? withoutLimit(shape) : undefined;
}

/** The shape of a field whatever the generation. */
export function withoutLimit(shape: FieldShape): PlainShape {
  return isLimited(shape) ? withoutLimit(shape.shape) : shape;
}

/** Whether some generations lack the field. */
export function isLimited(shape: FieldShape): shape is LimitedShape {
  return typeof shape !== "string" && "from" in shape;
}

/** The names of the fields that exist in one generation, in alphabetical order. */
export function fieldNames(table: FieldTable, generation: Generation): readonly string[] {
  return Object.keys(table)
    .filter((name) => shapeIn(table, name, generation) !== undefined)
    .sort();
}
