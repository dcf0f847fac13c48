import {
  archiveReference,
  outputName,
  pushedReference,
} from "../../provider/src/domain/build/build-spec";
import { sha256Hex } from "../../provider/src/lib/hash";
import { contextChanged } from "../../provider/src/pipeline/errors";
import type { FoundOutput, ImageBuilds } from "../../provider/src/pipeline/image-builds";
import { ToolError } from "../../provider/src/tools/tool-error";

/** Image builds in memory: what a context holds is a text, and an image is the digest of that text and of how it was built. */
export interface FakeBuilds extends ImageBuilds {
  /** Path of a context → what it holds. */
  readonly contexts: Map<string, string>;
  /** Archive or reference → what stands there. */
  readonly outputs: Map<string, FoundOutput>;
  /** How many images were built. */
  readonly count: number;
  /** Thrown by the next look at an output, until it is undefined again. */
  silence: Error | undefined;
}

/** No context and no image. */
export function createFakeBuilds(): FakeBuilds {
  const contexts = new Map<string, string>();
  const outputs = new Map<string, FoundOutput>();
  let count = 0;
  const builds: FakeBuilds = {
    contexts,
    outputs,
    silence: undefined,
    get count() {
      return count;
    },
    host: () => Promise.resolve("builder"),
    preview({ context }) {
      const text = contexts.get(context);
      return text === undefined
        ? Promise.reject(missing(context))
        : Promise.resolve({ contextDigest: sha256Hex(text), collected: text.split("\n") });
    },
    async build(spec, contextDigest, task, signal) {
      const preview = await builds.preview(spec, signal);
      if (preview.contextDigest !== contextDigest) throw contextChanged(spec.context);
      count += 1;
      const { platforms, buildArgs, labels } = spec;
      const content = JSON.stringify([contextDigest, platforms, buildArgs, labels]);
      const digest = `sha256:${sha256Hex(content)}`;
      const { output } = spec;
      const reference =
        output.kind === "archive"
          ? archiveReference(output.path, digest.slice(7, 19))
          : pushedReference(output.reference, digest);
      const built = { digest, reference, sizeBytes: output.kind === "archive" ? 1000 : undefined };
      await task("build-image", () => Promise.resolve(outputs.set(outputName(output), built)));
      return built;
    },
    find: (output) =>
      builds.silence === undefined
        ? Promise.resolve(outputs.get(outputName(output)))
        : Promise.reject(builds.silence),
    remove(output, digest) {
      const name = outputName(output);
      const isOurs = outputs.get(name)?.digest === digest || !outputs.has(name);
      if (isOurs && output.kind === "archive") outputs.delete(name);
      return Promise.resolve(isOurs || output.kind === "push");
    },
  };
  return builds;
}

function missing(context: string): ToolError {
  return new ToolError("build-context", "runner", {
    severity: "error",
    summary: "Context Not Found",
    detail: `context: ${context} is no directory`,
    attribute: ["context"],
  });
}
