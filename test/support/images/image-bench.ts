import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createRedactor } from "../../../provider/src/lib/redact";
import { ensureBuildah, type BuildahStorage } from "../../../provider/src/tools/buildah";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import type { Runner } from "../../../provider/src/transports/runner";
import { writeOciLayout, type TestImage, type WrittenLayout } from "./oci-layout";

/** A directory of its own with an image store of its own, and this machine to work on it. */
export interface ImageBench {
  readonly runner: Runner;
  readonly directory: string;
  readonly storage: BuildahStorage;
  image(name: string, image: TestImage): Promise<WrittenLayout>;
  /** Runs a program, or fails; gives its output. */
  sh(script: string, ...words: string[]): Promise<string>;
  close(): Promise<void>;
}

/** Opens a bench with the real buildah, installed when it is missing. */
export async function openImageBench(): Promise<ImageBench> {
  const runner = createLocalRunner({ redactor: createRedactor(), env: process.env });
  await ensureBuildah(runner, { mayInstall: true });
  const directory = join(tmpdir(), `image-bench-${randomUUID()}`);
  await mkdir(directory, { mode: 0o700 });
  const storage = { root: join(directory, "store"), runRoot: join(directory, "run") };
  const sh = async (script: string, ...words: string[]): Promise<string> =>
    (await runner.exec(["bash", "-ec", script, "bash", ...words])).stdout;
  return {
    runner,
    directory,
    storage,
    image: (name, image) => writeOciLayout(join(directory, name), image),
    sh,
    async close() {
      await sh(
        'buildah --root="$1" --runroot="$2" rm --all >/dev/null 2>&1 || true',
        storage.root,
        storage.runRoot,
      );
      await sh(
        "awk -v d=\"$1/\" 'index($2, d) == 1 {print $2}' /proc/mounts | sort -r | xargs -r umount",
        directory,
      );
      await rm(directory, { recursive: true, force: true });
    },
  };
}
