import type { AppSpec } from "../../../domain/app-spec";
import type { JsonValue } from "../../../domain/json";
import { PRODUCT_VERSION } from "../../../domain/product";
import { builtInEnvironment, templateEnvironment } from "../../../domain/template-environment";
import type { Known } from "../../../plan/known";
import { knownInput } from "../../phase";

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

/** Everything that running an application's command depends on. */
export function guestInput({
  name,
  image,
  env,
  command,
  args,
  triggers,
}: Known<AppSpec>): JsonValue | undefined {
  return knownInput({
    name,
    image: image?.digest,
    files: image?.treeDigest,
    env: knownEnvironment({ image, env }),
    command,
    args,
    triggers,
  });
}

const SECRET_NAME = /pass(word|wd|phrase)?$|secret|token|credential|private|key$/i;

/** The values of an environment that nobody should read in outputs: those whose name says so. */
export function secretsOf(environment: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(environment)
    .filter(([name]) => SECRET_NAME.test(name))
    .map(([, value]) => value);
}

/** What the plan knows of the environment that an application's own one and its image's make. */
export function knownEnvironment({
  image,
  env,
}: Pick<Known<AppSpec>, "image" | "env">): Readonly<Record<string, string>> | undefined {
  return image === undefined || env === undefined ? undefined : { ...image.env, ...env };
}
