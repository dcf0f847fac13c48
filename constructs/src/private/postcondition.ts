import type { TerraformResourceLifecycle } from "cdktf";

/**
 * The lifecycle with one more postcondition: Terraform ends with an error while the object is unfinished, without ever
 * replacing it for that. What the user wrote is kept.
 */
export function withReadyPostcondition(
  lifecycle: TerraformResourceLifecycle = {},
): TerraformResourceLifecycle {
  const ready = { condition: "${self.ready}", errorMessage: "${self.status}" };
  return { ...lifecycle, postcondition: [ready, ...(lifecycle.postcondition ?? [])] };
}
