import type { Config, FinalPlan, State } from "../../../sdk";
import { IMAGE_ORIGINS, type BuildOutput, type BuildSpec } from "../../domain/build/build-spec";
import type { WrittenBuild } from "../../domain/build/check-build";
import { parseImageReference } from "../../domain/image-reference";
import { isIssue } from "../../domain/issue";
import { whenKnown, type Settled } from "../known";
import type { imageBuildSchema } from "./schema";

type Schema = typeof imageBuildSchema;

/** What of an object its practitioner writes. */
export type BuildInputs = Pick<FinalPlan<Schema>, InputName>;

type InputName =
  | "context"
  | "kubefile"
  | "platforms"
  | "build_args"
  | "labels"
  | "collect_images"
  | "archive"
  | "name"
  | "push";

/** The part of an object that its practitioner writes. */
export function inputsOf<Values extends Readonly<Record<InputName, unknown>>>(
  values: Values,
): Pick<Values, InputName> {
  const { context, kubefile, platforms, build_args, labels, collect_images, archive, name, push } =
    values;
  return { context, kubefile, platforms, build_args, labels, collect_images, archive, name, push };
}

/** What the rules of a build are applied to. */
export function writtenBuild(config: Config<Schema>): WrittenBuild {
  const { context, kubefile, platforms, name, archive, push } = config;
  return {
    context: whenKnown(context),
    kubefile: whenKnown(kubefile),
    platforms: whenKnown(platforms),
    name: whenKnown(name),
    archive: whenKnown(archive),
    push: whenKnown(push),
  };
}

/** The build that inputs, which keep the rules, ask for. */
export function buildSpec(inputs: BuildInputs | Settled<BuildInputs>): BuildSpec {
  return {
    context: inputs.context,
    kubefile: inputs.kubefile ?? undefined,
    platforms: inputs.platforms ?? [],
    buildArgs: inputs.build_args ?? {},
    labels: inputs.labels ?? {},
    collect: inputs.collect_images ?? IMAGE_ORIGINS,
    output: buildOutput(inputs),
  };
}

/** Where inputs, or a state, say that the image is. */
export function buildOutput({
  archive,
  name,
  push,
}: Pick<State<Schema>, "archive" | "name" | "push">): BuildOutput {
  if (archive !== null) return { kind: "archive", path: archive, name: name ?? undefined };
  const reference = parseImageReference(push ?? "");
  if (isIssue(reference) || reference.transport !== "docker")
    throw new Error(`push: ${push ?? ""}`);
  return { kind: "push", reference };
}
