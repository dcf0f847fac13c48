import { error, isUnknown, type Config, type Outcome } from "../sdk";
import { PRODUCT_VERSION } from "./domain/product";
import { releaseLineOf } from "./domain/release-line";
import type { providerSchema } from "./provider-schema";

/** Refuses a configuration that constructs of another line wrote: what they mean by it may differ. */
export function checkConstructs({
  constructs_version: found,
}: Config<typeof providerSchema>): Outcome {
  if (found == null || isUnknown(found)) return {};
  const line = releaseLineOf(PRODUCT_VERSION);
  if (releaseLineOf(found) === line) return {};
  return {
    diagnostics: [
      error(
        "Constructs Do Not Fit The Provider",
        `constructs_version is "${found}", and this provider is ${PRODUCT_VERSION}: both must be of one line, here ${line}.x. ` +
          `Either install the constructs that fit (npm install cdktf-sealos@${line}), or synthesize again and let Terraform take ` +
          "the provider that the constructs ask for (terraform init -upgrade). The upgrade notes say what else to do.",
        ["constructs_version"],
      ),
    ],
  };
}
