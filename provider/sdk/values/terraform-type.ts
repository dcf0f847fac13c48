/**
 * A type constraint in exactly the JSON form that Terraform uses on the wire: `"string"`, `["list", "number"]`,
 * `["object", { name: "string" }]`. It is plain JSON, so it needs no parser and can be compiled into a constant.
 */
export type TerraformType =
  | PrimitiveType
  | readonly ["list" | "set" | "map", TerraformType]
  | readonly ["tuple", readonly TerraformType[]]
  | readonly ["object", ObjectAttributeTypes];

/** A type without element types; `dynamic` stands for "any type, told by the value". */
export type PrimitiveType = "string" | "number" | "bool" | "dynamic";

/** The attribute types of an object type, by attribute name. */
export type ObjectAttributeTypes = Readonly<Record<string, TerraformType>>;

/** Writes a type as a practitioner would in a variable block: `map(object({ port = number }))`. */
export function formatType(type: TerraformType): string {
  if (typeof type === "string") return type === "dynamic" ? "any" : type;
  switch (type[0]) {
    case "tuple":
      return `tuple([${type[1].map(formatType).join(", ")}])`;
    case "object": {
      const members = Object.entries(type[1]).map(
        ([name, member]) => `${name} = ${formatType(member)}`,
      );
      return members.length === 0 ? "object({})" : `object({ ${members.join(", ")} })`;
    }
    default:
      return `${type[0]}(${formatType(type[1])})`;
  }
}
