import type { SchemaAttribute } from "../../provider/sdk/schema/schema-description";

type TerraformType = NonNullable<SchemaAttribute["type"]>;

/** A type in words: `Map of String`. */
export function typeName(type: TerraformType): string {
  if (typeof type === "string") return WORDS[type] ?? type;
  const [kind, inner] = type;
  if (kind === "list" || kind === "set" || kind === "map") {
    return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} of ${typeName(inner)}`;
  }
  return kind === "object" ? "Object" : "Tuple";
}

/** A type as a signature has it: `map of string`. */
export function signatureType(type: TerraformType): string {
  return typeName(type).toLowerCase();
}

const WORDS: Readonly<Record<string, string>> = {
  string: "String",
  number: "Number",
  bool: "Boolean",
  dynamic: "Dynamic",
};
