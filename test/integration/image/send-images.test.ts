import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { mountImage, type MountedImage } from "../../../provider/src/tools/buildah";
import { sendImages, type ImagesTransfer } from "../../../provider/src/tools/image-tree";
import { describeRefusal } from "../../support/images/describe-refusal";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";
import { ROOTFS_LABELS } from "../../support/images/oci-layout";

let bench: ImageBench;
let rootfs: MountedImage;
let patch: MountedImage;
let host: string;

beforeAll(async () => {
  bench = await openImageBench();
  rootfs = await mounted("rootfs", {
    "bin/kubeadm": "a program without its bits",
    "etc/plain.conf": "plain",
    "etc/registry.yml.tmpl": { content: "domain: {{ .registryDomain }}\n", mode: 0o600 },
    "scripts/check.sh.tpl": "echo {{ .registryDomain }}\n",
    "scripts/init.sh": "echo init\n",
    "scripts/data.txt": "data",
    "charts/keep.tmpl": "{{ .untouched }}",
    "etc/link": { type: "symlink", linkname: "plain.conf" },
    "var/tmp": { type: "directory", mode: 0o1777 },
    "etc/-odd name": "odd",
    "registry/docker/registry/v2/blobs/x": "not sent",
  });
  patch = await mounted("patch", {
    "etc/plain.conf": "patched",
    "etc/registry.yml.tmpl": "patched: {{ .registryDomain }}\n",
    "opt/added": "new",
  });
});
afterAll(() => bench.close());

beforeEach(async () => {
  host = join(bench.directory, "host");
  await rm(host, { recursive: true, force: true });
});

async function mounted(
  name: string,
  files: Parameters<ImageBench["image"]>[1]["files"],
): Promise<MountedImage> {
  const labels = name === "patch" ? { "sealos.io.type": "patch" } : ROOTFS_LABELS;
  const layout = await bench.image(name, { files, labels });
  return mountImage(bench.runner, { image: layout.reference, storage: bench.storage });
}

const send = (overrides: Partial<ImagesTransfer> = {}): ReturnType<typeof sendImages> =>
  sendImages({
    from: bench.runner,
    to: bench.runner,
    trees: [rootfs, patch].map((tree) => ({ ...tree, exclude: ["registry"] })),
    target: join(host, "data/default/rootfs"),
    keep: ["registry"],
    environment: { registryDomain: "sealos.hub" },
    ...overrides,
  });

const sent = (path: string): string => join(host, "data/default/rootfs", path);
const mode = async (path: string): Promise<string> =>
  ((await stat(sent(path))).mode & 0o7777).toString(8);

describe("sendImages", () => {
  test("puts the patch over the rootfs, templates rendered, in one directory", async () => {
    const seen: [number, number][] = [];
    await send({ onProgress: ({ bytes, total }) => seen.push([bytes, total]) });
    expect(await readFile(sent("etc/plain.conf"), "utf8")).toBe("patched");
    expect(await readFile(sent("etc/registry.yml"), "utf8")).toBe("patched: sealos.hub\n");
    expect(await readFile(sent("scripts/check.sh"), "utf8")).toBe("echo sealos.hub\n");
    expect(await readFile(sent("charts/keep.tmpl"), "utf8")).toBe("{{ .untouched }}");
    expect(await readFile(sent("etc/-odd name"), "utf8")).toBe("odd");
    expect(await readlink(sent("etc/link"))).toBe("plain.conf");
    expect(existsSync(sent("etc/registry.yml.tmpl"))).toBe(false);
    expect(existsSync(sent("registry"))).toBe(false);
    expect(await readdir(join(host, "data/default"))).toEqual(["rootfs"]);
    expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1]);
  });

  test("keeps the modes of the image, but makes programs executable", async () => {
    await send({ trees: [{ ...rootfs, exclude: ["registry"] }] });
    expect(await mode("bin/kubeadm")).toBe("755");
    expect(await mode("scripts/init.sh")).toBe("755");
    expect(await mode("scripts/check.sh")).toBe("755");
    expect(await mode("etc/plain.conf")).toBe("644");
    expect(await mode("etc/registry.yml")).toBe("600");
    expect(await mode("var/tmp")).toBe("777");
  });

  test("replaces the previous tree, and keeps the registry that is in it", async () => {
    await send();
    await mkdir(sent("registry/blobs"), { recursive: true });
    await writeFile(sent("registry/blobs/b"), "blob");
    await writeFile(sent("stale"), "from an older image");
    await send();
    expect(await readFile(sent("registry/blobs/b"), "utf8")).toBe("blob");
    expect(existsSync(sent("stale"))).toBe(false);
  });

  test.each([
    [
      "before the new tree was in place",
      async () =>
        bench.sh('mv "$1" "$2"; mkdir "$3"', sent(""), beside("previous"), beside("incoming")),
    ],
    [
      "before the registry was carried over",
      async () =>
        bench.sh('mkdir "$2"; mv "$1/registry" "$2/registry"', sent(""), beside("previous")),
    ],
  ])("recovers from a crash %s", async (_title, crash) => {
    await send();
    await mkdir(sent("registry"));
    await writeFile(sent("registry/b"), "blob");
    await crash();
    await send();
    expect(await readFile(sent("registry/b"), "utf8")).toBe("blob");
    expect(await readdir(join(host, "data/default"))).toEqual(["rootfs"]);
  });

  test("refuses trees whose links lead out of the root only together", async () => {
    const under = await mounted("under", {
      "a/b": { type: "directory", mode: 0o755 },
      out: { type: "symlink", linkname: "a/b/../.." },
    });
    const over = await mounted("over", {
      b: { type: "directory", mode: 0o755 },
      a: { type: "symlink", linkname: "." },
    });
    const refusal = await send({ trees: [under, over] }).catch(describeRefusal);
    expect(refusal).toMatch(
      /^Image Cannot Be Unpacked Safely .*"out": a symlink must stay below the root/,
    );
    expect(existsSync(host)).toBe(false);
  });

  test("names file and line of a template that fails for this host", async () => {
    const broken = await mounted("late", { "etc/a.yml.tmpl": "ok\n{{ index .Env 1 2 }}\n" });
    const refusal = await send({ trees: [broken] }).catch(describeRefusal);
    expect(refusal).toMatch(/^Template Cannot Be Rendered \| .*etc\/a\.yml\.tmpl:2/);
    expect(existsSync(host)).toBe(false);
  });
});

const beside = (purpose: string): string => join(host, `data/default/.rootfs.${purpose}`);

describe("a transfer that fails", () => {
  const small = async (bytes: string): Promise<void> => {
    await mkdir(host, { recursive: true });
    await bench.sh('mount -t tmpfs -o "size=$2" tmpfs "$1"', host, bytes);
  };
  afterEach(async () => {
    await bench.sh('if mountpoint -q "$1"; then umount "$1"; fi', host);
  });

  test("is refused before it starts when the disk is too small, and leaves the previous tree", async () => {
    await small("512k");
    await send();
    const tree = await mounted("big", { "bin/big": { content: Buffer.alloc(900_000, 7) } });
    const refusal = await send({ trees: [tree] }).catch(describeRefusal);
    expect(refusal).toMatch(
      /^Disk Too Small On localhost \| localhost: .*rootfs needs 1 MB, and 1 MB are free/,
    );
    expect(await readFile(sent("etc/plain.conf"), "utf8")).toBe("patched");
    expect(await readdir(join(host, "data/default"))).toEqual(["rootfs"]);
  });

  test("says so when the disk becomes full on the way, and leaves the previous tree", async () => {
    await small("1m");
    await send();
    const tree = await mounted("big", { "bin/big": { content: Buffer.alloc(900_000, 7) } });
    const lying = { ...tree, entries: tree.entries.map((entry) => ({ ...entry, size: 1 })) };
    await bench.sh('head -c 400000 /dev/zero >"$1/filler"', host);
    const refusal = await send({ trees: [lying] }).catch(describeRefusal);
    expect(refusal).toMatch(
      /^Disk Full On localhost \| localhost: the disk became full while .*rootfs was written/,
    );
    expect(await readFile(sent("etc/plain.conf"), "utf8")).toBe("patched");
    expect(await readdir(join(host, "data/default"))).toEqual(["rootfs"]);
  });

  test("tells of the sender when the sender is to blame, and leaves nothing", async () => {
    const gone = {
      ...rootfs,
      entries: [
        ...rootfs.entries,
        { path: "bin/gone", kind: "file", mode: 0o755, size: 1, target: undefined } as const,
      ],
    };
    const refusal = await send({ trees: [gone] }).catch((error: unknown) => String(error));
    expect(refusal).toContain("tar ended with status 2");
    expect(await readdir(join(host, "data/default"))).toEqual([]);
  });

  test("leaves nothing when it is cancelled half way", async () => {
    const cancel = new AbortController();
    const running = send({ signal: cancel.signal, onProgress: () => cancel.abort() });
    await expect(running).rejects.toThrow();
    expect(await readdir(join(host, "data/default"))).toEqual([]);
  });
});
