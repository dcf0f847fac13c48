import { formatPath, type AttributePath } from "../values/attribute-path";
import { formatType, type TerraformType } from "../values/terraform-type";

/** A value that does not have the type which the schema promises; `path` leads to it from the root. */
export class ValueMismatchError extends Error {
  override readonly name = "ValueMismatchError";

  constructor(
    readonly path: AttributePath,
    readonly problem: string,
  ) {
    super(path.length === 0 ? problem : `${formatPath(path)}: ${problem}`);
  }
}

/** The usual mismatch: "number is required, not a string". `found` names a kind, never a value: it may be a secret. */
export function mismatch(
  type: TerraformType,
  found: string,
  path: AttributePath,
): ValueMismatchError {
  return new ValueMismatchError(path, `${formatType(type)} is required, not ${found}`);
}
