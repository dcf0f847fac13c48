import type { TerraformResourceLifecycle } from "cdktf";

/** Terraform ends with an error while the object is unfinished, without ever replacing it for that. */
export function readyPostcondition(): TerraformResourceLifecycle {
  return {
    postcondition: [{ condition: "${self.ready}", errorMessage: "${self.status}" }],
  };
}
