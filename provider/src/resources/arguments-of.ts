import type { Schema } from "../../sdk";
import type { JsonValue } from "../domain/json";
import type { Fields } from "../domain/kubeadm/fields";

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
