import { isDynamicValue, isTerraformList, isTerraformObject } from "./terraform-value";
import type { TerraformValue } from "./terraform-value";
import { isUnknown } from "./unknown";

/** Tells whether a value is unknown or holds an unknown anywhere inside. */
export function holdsUnknown(value: TerraformValue): boolean {
  if (isUnknown(value)) return true;
  if (isDynamicValue(value)) return holdsUnknown(value.value);
  if (isTerraformList(value)) return value.some(holdsUnknown);
  return isTerraformObject(value) && Object.values(value).some(holdsUnknown);
}
