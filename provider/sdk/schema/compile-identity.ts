import type { IdentityDefinition } from "../identity";
import type { TerraformType } from "../values/terraform-type";
import type { Schema } from "./define-schema";
import { terraformTypeOf } from "./from-zod";
import type { IdentityAttribute, IdentitySchema } from "./schema-description";
import { SchemaError } from "./schema-error";

/** Checks and compiles an identity. Throws a {@link SchemaError} for what Terraform would not accept. */
export function compileIdentity(
  definition: Pick<IdentityDefinition<Schema>, "version" | "attributes">,
  typeName: string,
): IdentitySchema {
  const attributes = Object.entries(definition.attributes).map(
    ([name, each]): IdentityAttribute => {
      const place = `${typeName} identity ${name}`;
      if (each.description.trim() === "") throw new SchemaError(place, "needs a description");
      const type = terraformTypeOf(each.shape, place);
      requireSimple(type, place);
      const flag =
        each.import === "required"
          ? { requiredForImport: true as const }
          : { optionalForImport: true as const };
      return { name, type, description: each.description, ...flag };
    },
  );
  return { version: definition.version ?? 0, attributes };
}

function requireSimple(type: TerraformType, place: string): void {
  const element = typeof type !== "string" && type[0] === "list" ? type[1] : type;
  if (typeof element !== "string" || element === "dynamic") {
    throw new SchemaError(place, "must be text, a number, a boolean or a list of these");
  }
}
