import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { IMAGE_ORIGINS, type BuildSpec } from "../../../provider/src/domain/build/build-spec";
import {
  parseImageReference,
  type RegistryReference,
} from "../../../provider/src/domain/image-reference";
import { createRedactor } from "../../../provider/src/lib/redact";
import type { BuiltImage } from "../../../provider/src/pipeline/build/publish";
import {
  createImageBuilds,
  type ImageBuilds,
  type ImageBuildsOptions,
} from "../../../provider/src/pipeline/image-builds";
import { mountImage } from "../../../provider/src/tools/buildah";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import type { Runner } from "../../../provider/src/transports/runner";
import { startDistributionRegistry, type DistributionRegistry } from "./distribution-registry";
import { openImageBench, type ImageBench } from "./image-bench";

/** Content of files by their path in a context. */
export type ContextFiles = Readonly<Record<string, string>>;

/** A bench where cluster images are built for real, beside a registry that knows them and their container images. */
export interface BuildBench extends Pick<ImageBench, "directory" | "storage" | "image" | "sh"> {
  readonly registry: DistributionRegistry;
  /** This machine, for which that registry is one to talk to. */
  readonly runner: Runner;
  readonly builds: ImageBuilds;
  /** Other builds on this bench: elsewhere, or with credentials. */
  buildsWith(options: Partial<ImageBuildsOptions>): ImageBuilds;
  /** Writes a context with a Kubefile that copies all of it; answers its name. */
  context(name: string, files?: ContextFiles): Promise<string>;
  /** The build of a context for linux/amd64 to an archive called after it. */
  spec(context: string, different?: Partial<BuildSpec>): BuildSpec;
  /** Plans and builds. */
  build(spec: BuildSpec, builds?: ImageBuilds): Promise<BuiltImage>;
  mount(image: string, platform?: string): ReturnType<typeof mountImage>;
  close(): Promise<void>;
}

const KUBEFILE = `FROM scratch
LABEL sealos.io.type="application" sealos.io.version="v1beta1"
ARG GREETING=hello
ENV greeting=$GREETING
COPY . .
CMD ["kubectl apply -f manifests"]
`;

/** Opens the bench. */
export async function openBuildBench(): Promise<BuildBench> {
  const bench = await openImageBench();
  const { directory, storage } = bench;
  const registry = await startDistributionRegistry(bench.runner, join(directory, "registry"));
  const env = { ...process.env, HOME: registry.home };
  const runner = createLocalRunner({ redactor: createRedactor(), env });
  const buildsWith = (options: Partial<ImageBuildsOptions>): ImageBuilds =>
    createImageBuilds({
      connect: () => Promise.resolve(runner),
      local: runner,
      storage,
      credentials: {},
      resolve: (path) => join(directory, path),
      ...options,
    });
  const usual = buildsWith({});
  return {
    ...bench,
    registry,
    runner,
    builds: usual,
    buildsWith,
    async context(name, files = {}) {
      const all = { Kubefile: KUBEFILE, "etc/settings": "a: 1\n", ...files };
      for (const [path, content] of Object.entries(all)) {
        const file = join(directory, name, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
      }
      return name;
    },
    spec: (context, different = {}) => ({
      context,
      kubefile: undefined,
      platforms: ["linux/amd64"],
      buildArgs: {},
      labels: {},
      collect: IMAGE_ORIGINS,
      output: { kind: "archive", path: join(directory, `${context}.tar`), name: undefined },
      ...different,
    }),
    async build(spec, builds = usual) {
      const { signal } = new AbortController();
      const { contextDigest } = await builds.preview(spec, signal);
      return builds.build(spec, contextDigest, (_name, work) => work(() => undefined), signal);
    },
    mount: (image, platform = "linux/amd64") => mountImage(runner, { image, platform, storage }),
    async close() {
      await registry.close();
      await bench.close();
    },
  };
}

/** The output of a push to `registry/name:tag`. */
export function pushedTo(reference: string): BuildSpec["output"] {
  return { kind: "push", reference: parseImageReference(reference) as RegistryReference };
}
