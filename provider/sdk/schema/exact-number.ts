import * as z from "zod/mini";
import { isTerraformNumber, type TerraformNumber } from "../values/number-text";
import type { TerraformType } from "../values/terraform-type";

/**
 * A zod type for numbers of any size and precision, where `z.number()` refuses what a double cannot hold: a whole
 * number beyond 2^53 is a `bigint`, a long fraction a `Decimal`.
 */
export function exactNumber(): z.ZodMiniCustom<TerraformNumber, TerraformNumber> {
  const shape = z.custom<TerraformNumber>(isTerraformNumber, { error: "must be a number" });
  return Object.assign(shape, { terraformType: "number" as const });
}

/** The Terraform type that a zod type brings along by itself; undefined for all but those of this file. */
export function declaredType(leaf: object): TerraformType | undefined {
  return "terraformType" in leaf ? (leaf.terraformType as TerraformType) : undefined;
}
