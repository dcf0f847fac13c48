import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { sendRegistry } from "../../../provider/src/tools/image-tree";
import { describeRefusal } from "../../support/images/describe-refusal";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";
import { registryFiles, sha256 } from "../../support/images/registry-storage";

let bench: ImageBench;
beforeAll(async () => {
  bench = await openImageBench();
});
afterAll(() => bench.close());
beforeEach(() => rm(join(bench.directory, "host"), { recursive: true, force: true }));

async function source(name: string, images: Record<string, string[]>): Promise<string> {
  const directory = join(bench.directory, name);
  await rm(directory, { recursive: true, force: true });
  for (const [path, content] of Object.entries(registryFiles(images, "."))) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  return directory;
}

const target = (): string => join(bench.directory, "host/rootfs/registry");
const blob = (content: string): string => {
  const digest = sha256(content);
  return `docker/registry/v2/blobs/sha256/${digest.slice(0, 2)}/${digest}/data`;
};
const send = (directory: string): ReturnType<typeof sendRegistry> =>
  sendRegistry({ from: bench.runner, to: bench.runner, source: directory, target: target() });

describe("sendRegistry", () => {
  test("copies blobs and tags into an empty storage", async () => {
    const directory = await source("one", { "pause:3.9": ["layer", "manifest"] });
    expect(await send(directory)).toMatchObject({ sentBlobs: 2, skippedBlobs: 0 });
    expect(await readFile(join(target(), blob("layer")), "utf8")).toBe("layer");
    const tag = "docker/registry/v2/repositories/pause/_manifests/tags/3.9/current/link";
    expect(await readFile(join(target(), tag), "utf8")).toBe(`sha256:${sha256("manifest")}`);
    expect(await bench.sh('ls -A "$1"', dirname(target()))).toBe("registry\n");
  });

  test("skips blobs that are there, adds to what is there, and moves tags", async () => {
    await send(await source("one", { "pause:3.9": ["shared", "old"], "other:1": ["stays"] }));
    const before = await stat(join(target(), blob("shared")));
    expect(await send(await source("two", { "pause:3.9": ["shared", "new"] }))).toMatchObject({
      sentBlobs: 1,
      skippedBlobs: 1,
    });
    expect((await stat(join(target(), blob("shared")))).ino).toBe(before.ino);
    expect(await readFile(join(target(), blob("stays")), "utf8")).toBe("stays");
    const tag = "docker/registry/v2/repositories/pause/_manifests/tags/3.9/current/link";
    expect(await readFile(join(target(), tag), "utf8")).toBe(`sha256:${sha256("new")}`);
  });

  test("sends a blob again that is there in part only", async () => {
    const directory = await source("one", { "pause:3.9": ["whole", "manifest"] });
    await send(directory);
    await writeFile(join(target(), blob("whole")), "who");
    expect(await send(directory)).toMatchObject({ sentBlobs: 1, skippedBlobs: 1 });
    expect(await readFile(join(target(), blob("whole")), "utf8")).toBe("whole");
  });

  test("adds nothing when a blob is not what its name says", async () => {
    const directory = await source("bad", { "pause:3.9": ["layer", "manifest"] });
    await writeFile(join(directory, blob("layer")), "other");
    expect(await send(directory).catch(describeRefusal)).toMatch(
      new RegExp(
        `^Corrupt Registry Blob \\| localhost: the registry blob sha256:${sha256("layer")} has the content of sha256:${sha256("other")}`,
      ),
    );
    expect(await bench.sh('find "$1" -type f', dirname(target()))).toBe("");
  });

  test("does nothing for an image without registry", async () => {
    const nothing = { sentBlobs: 0, sentBytes: 0, skippedBlobs: 0, files: [] };
    expect(await send("/nowhere")).toEqual(nothing);
  });
});
