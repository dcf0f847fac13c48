import type * as z from "zod/mini";
import type { TerraformType } from "../values/terraform-type";
import type { Leaf } from "./attribute";
import { declaredType } from "./exact-number";
import { SchemaError } from "./schema-error";

/**
 * The Terraform type of a zod type. Throws a {@link SchemaError} for what Terraform cannot express, with the cure.
 * Checks (lengths, patterns, refinements) play no part; `z.nullable` matters only inside lists, maps and objects.
 */
export function terraformTypeOf(leaf: Leaf, place: string): TerraformType {
  const declared = declaredType(leaf);
  if (declared !== undefined) return declared;
  const { def } = (leaf as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
    case "template_literal":
      return "string";
    case "number":
      return "number";
    case "boolean":
      return "bool";
    case "unknown":
      return "dynamic";
    case "enum":
      return literalType(Object.values(def.entries), place);
    case "literal":
      return literalType(def.values, place);
    case "nullable":
    case "readonly":
      return terraformTypeOf(def.innerType, place);
    case "array":
      return ["list", terraformTypeOf(def.element, `${place}[]`)];
    case "record":
      return recordType(def, place);
    case "tuple":
      return tupleType(def, place);
    case "object":
      return objectType(def, place);
    case "union":
      return unionType(def, place);
    default:
      throw unsupported(def.type, place);
  }
}

function literalType(values: readonly unknown[], place: string): TerraformType {
  const kinds = new Set(values.map((value) => typeof value));
  if (kinds.size !== 1) throw new SchemaError(place, "mixes literals of different types");
  if (kinds.has("string")) return "string";
  if (kinds.has("number")) return "number";
  if (kinds.has("boolean")) return "bool";
  throw new SchemaError(place, "has literals that are neither text, number nor boolean");
}

function recordType(def: z.core.$ZodRecordDef, place: string): TerraformType {
  const key = terraformTypeOf(def.keyType, `${place} (key)`);
  if (key !== "string")
    throw new SchemaError(place, "must have string keys, as every Terraform map");
  return ["map", terraformTypeOf(def.valueType, `${place}[""]`)];
}

function tupleType(def: z.core.$ZodTupleDef, place: string): TerraformType {
  if (def.rest !== null) throw new SchemaError(place, "must not have a rest element");
  return ["tuple", def.items.map((item, index) => terraformTypeOf(item, `${place}[${index}]`))];
}

function objectType(def: z.core.$ZodObjectDef, place: string): TerraformType {
  const members = Object.entries(def.shape).map(
    ([name, member]) => [name, terraformTypeOf(member, `${place}.${name}`)] as const,
  );
  return ["object", Object.fromEntries(members)];
}

function unionType(def: z.core.$ZodUnionDef, place: string): TerraformType {
  const types = def.options.map((option) => terraformTypeOf(option, place));
  const [first] = types;
  if (first !== undefined && new Set(types.map((type) => JSON.stringify(type))).size === 1)
    return first;
  throw new SchemaError(place, "is a union of different Terraform types; split it into attributes");
}

const CURES: Readonly<Record<string, string>> = {
  any: "use z.unknown() for an attribute of any type",
  bigint: "use z.int(), or exactNumber() beyond 2^53",
  date: "use a string in RFC 3339 form",
  optional: "use z.nullable(…): Terraform fills absent members with null",
  set: "use setOf(…), which gives an array",
  map: "use z.record(z.string(), …)",
  default: "use the attribute option `default`",
  prefault: "use the attribute option `default`",
  pipe: "transform the value in the handler: Terraform must see what was configured",
  transform: "transform the value in the handler: Terraform must see what was configured",
};

function unsupported(kind: string, place: string): SchemaError {
  const cure = CURES[kind] ?? "use text, numbers, booleans, arrays, records, tuples or objects";
  return new SchemaError(
    place,
    `is of zod type "${kind}", which has no Terraform equivalent; ${cure}`,
  );
}
