import type { Attribute, Schema } from "../../sdk";
import type { JsonValue } from "../domain/json";
import { isFields, isList, type Fields } from "../domain/kubeadm/fields";

type NestedShape = Extract<Attribute["shape"], { readonly kind: "nested" }>;

/** Names of the attributes that a configuration may set. */
export function argumentNames({ attributes }: Pick<Schema, "attributes">): readonly string[] {
  return Object.entries(attributes)
    .filter(([, { mode }]) => mode !== "computed" && mode !== "writeOnly")
    .map(([name]) => name);
}

/** The arguments of a state, as JSON. */
export function argumentsOf(schema: Schema, state: Readonly<Record<string, unknown>>): Fields {
  const entries = argumentNames(schema).map((name) => [name, state[name] ?? null] as const);
  return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Fields;
}

/** What a configuration says that sets nothing: defaults, else null. */
export function unsetArguments({ attributes }: Pick<Schema, "attributes">): Fields {
  const entries = argumentNames({ attributes }).map((name) => {
    const fallback = attributes[name]?.options.default;
    return [name, (fallback ?? null) as JsonValue] as const;
  });
  return Object.fromEntries(entries);
}

/** The same arguments with every member of their nested objects: what is not there is null, as Terraform has it. */
export function withAllMembers({ attributes }: Pick<Schema, "attributes">, values: Fields): Fields {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const shape = attributes[name]?.shape;
      return [name, shape !== undefined && "nesting" in shape ? filled(shape, value) : value];
    }),
  );
}

function filled(shape: NestedShape, value: JsonValue): JsonValue {
  if (shape.nesting === "single") return isFields(value) ? complete(shape, value) : value;
  if (isList(value))
    return value.map((entry) => (isFields(entry) ? complete(shape, entry) : entry));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      key,
      isFields(entry) ? complete(shape, entry) : entry,
    ]),
  );
}

function complete({ attributes }: NestedShape, value: Fields): Fields {
  const absent = Object.keys(attributes).map((name) => [name, null] as const);
  return withAllMembers({ attributes }, { ...Object.fromEntries(absent), ...value });
}
