import { outputName, type BuildOutput, type BuildSpec } from "../domain/build/build-spec";
import type { Checked } from "../domain/checked";
import type { Issue } from "../domain/issue";
import { isToolError } from "../tools/tool-error";
import type { BuildTask } from "./build/build-site";
import type { BuiltImage } from "./build/publish";
import type { PipelineEnvironment } from "./environment";
import { reasonOf } from "./errors";
import { reported } from "./events";
import type { BuildPreview, FoundOutput } from "./image-builds";
import { reporterOf } from "./reporter-of";

/** Reads a context for a plan; what is wrong with it is an issue. */
export async function previewBuild(
  { builds }: PipelineEnvironment,
  spec: BuildSpec,
  signal: AbortSignal,
): Promise<Checked<BuildPreview>> {
  return orIssue(() => builds.preview(spec, signal));
}

/** Builds an image of the context that a plan described; the event log tells of each part as a task on the machine that builds. */
export async function buildClusterImage(
  environment: PipelineEnvironment,
  spec: BuildSpec,
  contextDigest: string,
  signal: AbortSignal,
): Promise<Checked<BuiltImage>> {
  const { builds, clock } = environment;
  const report = reporterOf(environment, {
    resource: "sealos_image_build",
    name: await builds.host(),
    object: outputName(spec.output),
  });
  const task: BuildTask = (name, work) =>
    reported(report, name, clock, () =>
      work((line, stream) => report(name, { type: "output", line, stream })),
    );
  return orIssue(() => builds.build(spec, contextDigest, task, signal));
}

/** What a look at an output found. */
export interface OutputLook {
  /** Undefined: nothing is there, or it could not be seen. */
  readonly found: FoundOutput | undefined;
  /** Why it could not be seen. */
  readonly issue: Issue | undefined;
}

/** Looks at an output. What does not answer is not gone: that is a warning. */
export async function lookAtOutput(
  { builds }: PipelineEnvironment,
  output: BuildOutput,
  platforms: readonly string[],
  signal: AbortSignal,
): Promise<OutputLook> {
  try {
    return { found: await builds.find(output, platforms, signal), issue: undefined };
  } catch (failure) {
    signal.throwIfAborted();
    return { found: undefined, issue: notSeen(outputName(output), failure) };
  }
}

/** Removes an archive that still holds what was built. Another content stays, with a warning; so does what was pushed. */
export async function removeOutput(
  { builds }: PipelineEnvironment,
  output: BuildOutput,
  digest: string,
  signal: AbortSignal,
): Promise<readonly Issue[]> {
  return (await builds.remove(output, digest, signal)) ? [] : [otherContent(outputName(output))];
}

async function orIssue<T>(work: () => Promise<T>): Promise<Checked<T>> {
  try {
    return { value: await work(), issues: [] };
  } catch (failure) {
    if (isToolError(failure)) return { issues: [failure.issue] };
    throw failure;
  }
}

function notSeen(name: string, failure: unknown): Issue {
  return {
    severity: "warning",
    summary: `Image ${name} Was Not Looked At`,
    detail: `${reasonOf(failure)}\n\nThe state keeps what it knows.`,
  };
}

function otherContent(name: string): Issue {
  return {
    severity: "warning",
    summary: `Archive ${name} Was Left In Place`,
    detail: `archive: ${name} no longer holds the image that was built here, so it is not removed. Remove it by hand if nobody needs it.`,
    attribute: ["archive"],
  };
}
