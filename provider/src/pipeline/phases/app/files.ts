import type { AppSpec } from "../../../domain/app-spec";
import { PRODUCT_VERSION } from "../../../domain/product";
import { builtInEnvironment, templateEnvironment } from "../../../domain/template-environment";

/** The environment of an application's templates and commands: its image's, then its own. */
export function appEnvironment(spec: AppSpec): Readonly<Record<string, string>> {
  return templateEnvironment({
    mount: spec.image.env,
    host: spec.env,
    builtIn: builtInEnvironment({
      kubernetesVersion: undefined,
      productVersion: PRODUCT_VERSION,
      roles: ["control-plane"],
      arch: spec.image.platform.split("/")[1] ?? "amd64",
    }),
  }).env;
}
