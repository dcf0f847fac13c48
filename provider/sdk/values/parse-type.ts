import type { TerraformType } from "./terraform-type";

/** Reads the JSON of a type, as a dynamic value brings it along; undefined when it is something else. */
export function parseType(json: string): TerraformType | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isType(value) ? value : undefined;
  } catch {
    return undefined; // no JSON, or deeper than the stack
  }
}

const PRIMITIVES: readonly unknown[] = ["string", "number", "bool", "dynamic"];
const COLLECTIONS: readonly unknown[] = ["list", "set", "map"];

// Behind the attributes of an object Terraform may name those that are optional; they say nothing about a value.
function isType(value: unknown): value is TerraformType {
  if (!Array.isArray(value)) return PRIMITIVES.includes(value);
  const [kind, inner] = value as readonly unknown[];
  if (COLLECTIONS.includes(kind)) return isType(inner);
  if (kind === "tuple") return Array.isArray(inner) && inner.every(isType);
  return kind === "object" && isRecord(inner) && Object.values(inner).every(isType);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
