import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { ImageConfig } from "../../../provider/src/domain/image-mount";
import {
  mountImage,
  releaseImage,
  remountImage,
  type MountRequest,
} from "../../../provider/src/tools/buildah";
import { createRedactor } from "../../../provider/src/lib/redact";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import type { Runner } from "../../../provider/src/transports/runner";
import { describeRefusal } from "../../support/images/describe-refusal";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";
import { ROOTFS_LABELS, type TestImage } from "../../support/images/oci-layout";

let bench: ImageBench;
beforeAll(async () => {
  bench = await openImageBench();
});
afterAll(() => bench.close());

const ROOTFS: TestImage = {
  labels: ROOTFS_LABELS,
  env: ["PATH=/bin", "registryDomain=sealos.hub", "criData=/var/lib/containerd"],
  entrypoint: ["bash entrypoint.sh"],
  command: ["kubectl apply -f manifests"],
  files: {
    "etc/kubeadm.yml":
      "# defaults\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: 10.0.0.0/8 # wide\n",
    "etc/registry.yml.tmpl": "domain: {{ .registryDomain }}\n",
    "scripts/init.sh": { content: "#!/bin/bash\n", mode: 0o755 },
    "bin/kubeadm": { content: "binary", mode: 0o755 },
  },
};

const config = (overrides: Partial<ImageConfig>): ImageConfig => ({
  path: "etc/kubeadm.yml",
  strategy: "append",
  match: undefined,
  data: "# appended",
  ...overrides,
});

const mount = (request: Omit<MountRequest, "storage">): ReturnType<typeof mountImage> =>
  mountImage(bench.runner, { ...request, storage: bench.storage });

const containers = async (): Promise<string[]> => {
  const json = await bench.sh(
    'buildah --root="$1" --runroot="$2" containers --json',
    bench.storage.root!,
    bench.storage.runRoot!,
  );
  return (
    (JSON.parse(json) as { containername: string }[] | null)?.map(
      ({ containername }) => containername,
    ) ?? []
  );
};

describe("mountImage", () => {
  test("describes what is in the image and mounts its tree", async () => {
    const layout = await bench.image("rootfs", ROOTFS);
    const {
      mount: made,
      root,
      entries,
    } = await mount({
      image: layout.reference,
      env: { criData: "/data", extra: "1" },
      expectedType: "rootfs",
    });
    expect(made).toMatchObject({
      image: layout.reference,
      digest: layout.configDigest,
      platform: "linux/amd64",
      type: "rootfs",
      version: "v1.31.0",
      distribution: "kubernetes",
      env: { registryDomain: "sealos.hub", criData: "/data", extra: "1" },
      entrypoint: ["bash entrypoint.sh"],
      command: ["kubectl apply -f manifests"],
      treeDigest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
    });
    expect(made.env).not.toHaveProperty("PATH");
    expect(await readFile(join(root, "bin/kubeadm"), "utf8")).toBe("binary");
    expect(entries.find(({ path }) => path === "bin/kubeadm")).toEqual({
      path: "bin/kubeadm",
      kind: "file",
      mode: 0o755,
      size: 6,
      target: undefined,
    });
  });

  test("applies all four strategies, the image's own configs first", async () => {
    const own = `
apiVersion: apps.sealos.io/v1beta1
kind: Config
metadata: {name: own}
spec: {path: etc/own.txt, strategy: override, data: from the image}
---
kind: Secret
`;
    const layout = await bench.image("strategies", {
      ...ROOTFS,
      files: { ...ROOTFS.files, "config.yml": own, "etc/log.txt": { content: "old", mode: 0o600 } },
    });
    const { root } = await mount({
      image: layout.reference,
      configs: [
        config({ strategy: "merge", data: "networking: {podSubnet: 100.64.0.0/10}" }),
        config({ path: "etc/log.txt", strategy: "insert", data: "first" }),
        config({ path: "etc/log.txt", strategy: "append", data: "last" }),
        config({ path: "etc/own.txt", strategy: "append", data: "and the user" }),
        config({ path: "charts/app.values.yaml", strategy: "merge", data: "replicas: 2\n" }),
        config({ path: "etc/log.txt", match: "another:1", strategy: "override", data: "never" }),
      ],
    });
    const text = (path: string): Promise<string> => readFile(join(root, path), "utf8");
    expect(await text("etc/kubeadm.yml")).toBe(
      "# defaults\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: 100.64.0.0/10 # wide\n",
    );
    expect(await text("etc/log.txt")).toBe("first\nold\nlast");
    expect(await text("etc/own.txt")).toBe("from the image\nand the user");
    expect(await text("charts/app.values.yaml")).toBe("replicas: 2\n");
    expect((await stat(join(root, "etc/log.txt"))).mode & 0o777).toBe(0o600);
    expect((await stat(join(root, "charts/app.values.yaml"))).mode & 0o777).toBe(0o644);
  });

  test("takes a path that could not be the name of an image", async () => {
    const layout = await bench.image("Ada's Images", ROOTFS);
    const { mount: made } = await mount({ image: layout.reference });
    expect(made.digest).toBe(layout.configDigest);
    await bench.sh('find /run -maxdepth 1 -lname "$1*" -delete', bench.directory);
  });

  test("finds the same copy again and applies nothing twice", async () => {
    const layout = await bench.image("again", ROOTFS);
    const request = { image: layout.reference, configs: [config({})] };
    const first = await mount(request);
    const second = await mount(request);
    expect(second).toEqual(first);
    expect(await readFile(join(second.root, "etc/kubeadm.yml"), "utf8")).toMatch(/^# appended$/m);
    expect(
      (await readFile(join(second.root, "etc/kubeadm.yml"), "utf8")).match(/appended/g),
    ).toHaveLength(1);
  });

  test("never shares a copy between different configs, and leaves the image as it is", async () => {
    const layout = await bench.image("apart", ROOTFS);
    const changed = await mount({ image: layout.reference, configs: [config({})] });
    const plain = await mount({ image: layout.reference });
    expect(plain.root).not.toBe(changed.root);
    expect(plain.mount.treeDigest).not.toBe(changed.mount.treeDigest);
    expect(await readFile(join(plain.root, "etc/kubeadm.yml"), "utf8")).not.toContain("appended");
  });

  test("gives one tree to runs that ask at the same time", async () => {
    const layout = await bench.image("together", ROOTFS);
    const request = { image: layout.reference, configs: [config({ data: "# together" })] };
    const all = await Promise.all([mount(request), mount(request), mount(request)]);
    expect(new Set(all.map(({ root }) => root)).size).toBe(1);
    expect((await containers()).filter((name) => name.includes("-new-"))).toEqual([]);
  });

  test("removes what a killed run left half done, and only that", async () => {
    const layout = await bench.image("killed", ROOTFS);
    const now = Date.now();
    const leftovers = [
      `sealos-0123456789ab-new-${now - 3 * 3_600_000}-dead`,
      `sealos-0123456789ab-new-${now}-live`,
    ];
    await mount({ image: layout.reference });
    for (const name of leftovers) {
      await bench.sh(
        'buildah --root="$1" --runroot="$2" from --name "$3" scratch',
        bench.storage.root!,
        bench.storage.runRoot!,
        name,
      );
    }
    await mount({ image: layout.reference, configs: [config({ data: "# killed" })] });
    expect((await containers()).filter((name) => leftovers.includes(name))).toEqual([leftovers[1]]);
  });

  test("rebuilds a container that has the name without being finished", async () => {
    const layout = await bench.image("unfinished", ROOTFS);
    const request = { image: layout.reference, configs: [config({ data: "# unfinished" })] };
    const before = new Set(await containers());
    const first = await mount(request);
    const name = (await containers()).find((container) => !before.has(container))!;
    await bench.sh(
      'b="buildah --root=$1 --runroot=$2"; $b rm "$3" >/dev/null; $b from --name "$3" scratch',
      bench.storage.root!,
      bench.storage.runRoot!,
      name,
    );
    expect((await mount(request)).mount).toEqual(first.mount);
  });

  test.each([
    ["was unmounted behind buildah's back", (root: string) => `umount -l ${root}`],
    ["lost a file", (root: string) => `rm ${root}/scripts/init.sh`],
    ["gained a file", (root: string) => `touch ${root}/scripts/more.sh`],
  ])("makes a tree that %s anew", async (_what, damage) => {
    const layout = await bench.image("damaged", ROOTFS);
    const request = { image: layout.reference, configs: [config({})] };
    const first = await mount(request);
    await bench.sh(damage(first.root));
    const again = await remountImage(bench.runner, first.mount, { storage: bench.storage });
    expect(again.entries).toEqual(first.entries);
    expect(await readFile(join(again.root, "etc/kubeadm.yml"), "utf8")).toMatch(/# appended$/);
  });

  test("leaves no container behind when it is cancelled half way", async () => {
    const layout = await bench.image("cancelled", ROOTFS);
    const before = await containers();
    const cancel = new AbortController();
    const runner: Runner = {
      ...bench.runner,
      start: (argv, options) => {
        if (argv.join(" ").includes("sha256sum")) cancel.abort();
        return bench.runner.start(argv, options);
      },
    };
    const request = { image: layout.reference, storage: bench.storage, signal: cancel.signal };
    await expect(mountImage(runner, request)).rejects.toThrow();
    expect(await containers()).toEqual(before);
  });

  test("reads what the image says byte for byte, even where it equals a secret", async () => {
    const layout = await bench.image("secret", {
      ...ROOTFS,
      env: ["registryPassword=passw0rd"],
      files: { "etc/passw0rd": "x" },
    });
    const redactor = createRedactor(["passw0rd", "overlay"]);
    const runner = createLocalRunner({ redactor, env: process.env });
    const {
      mount: made,
      entries,
      root,
    } = await mountImage(runner, { image: layout.reference, storage: bench.storage });
    expect(made.env).toEqual({ registryPassword: "passw0rd" });
    expect(entries.map(({ path }) => path)).toContain("etc/passw0rd");
    expect(root).toContain("/overlay/");
  });

  test("mounts again from the description alone, also when container and image are gone", async () => {
    const layout = await bench.image("remount", ROOTFS);
    const first = await mount({
      image: layout.reference,
      configs: [config({ data: "# remount" })],
    });
    await releaseImage(bench.runner, first.mount, { storage: bench.storage });
    await releaseImage(bench.runner, first.mount, { storage: bench.storage });
    const again = await remountImage(bench.runner, first.mount, { storage: bench.storage });
    expect(again.mount).toEqual(first.mount);
    expect(again.entries).toEqual(first.entries);
    expect(await readFile(join(again.root, "etc/kubeadm.yml"), "utf8")).toContain("# remount");
  });

  test("refuses to remount when the reference leads elsewhere by now", async () => {
    const layout = await bench.image("moved", ROOTFS);
    const first = await mount({ image: layout.reference });
    await releaseImage(bench.runner, first.mount, { storage: bench.storage });
    await bench.sh(
      'buildah --root="$1" --runroot="$2" rmi --force "$3"',
      bench.storage.root!,
      bench.storage.runRoot!,
      layout.configDigest.slice(7),
    );
    await bench.image("moved", { ...ROOTFS, env: ["changed=1"] });
    await expect(
      remountImage(bench.runner, first.mount, { storage: bench.storage }),
    ).rejects.toMatchObject({
      issue: { summary: "Image Has Changed" },
    });
  });
});

describe("bad images", () => {
  const refusal = async (request: Omit<MountRequest, "storage">): Promise<string> => {
    const before = await containers();
    const detail = await mount(request).then(() => "accepted", describeRefusal);
    expect(await containers()).toEqual(before);
    return detail;
  };

  test("a layout that does not exist", async () => {
    expect(await refusal({ image: "oci:/nowhere/at-all" })).toMatch(
      /^Image Not Found \| image: oci:\/nowhere\/at-all on localhost: .*Check the spelling/,
    );
  });

  test("an image that is not in the store", async () => {
    expect(await refusal({ image: "containers-storage:localhost/none:1" })).toMatch(
      /^Image Not Found/,
    );
  });

  test("a registry that does not answer", async () => {
    expect(await refusal({ image: "localhost:1/a/b:1" })).toMatch(
      /^Registry Not Reachable .*localhost:1/,
    );
  });

  test("an archive that is garbage", async () => {
    const path = join(bench.directory, "garbage.tar");
    await writeFile(path, Buffer.alloc(4096, "garbage"));
    expect(await refusal({ image: `oci-archive:${path}` })).toMatch(
      /^Image Is Corrupt \| image: oci-archive:/,
    );
    expect(await refusal({ image: `docker-archive:${path}` })).toMatch(
      /^Image Is Corrupt \| image: docker-archive:/,
    );
  });

  test("an archive that was cut short", async () => {
    const layout = await bench.image("cut", {
      ...ROOTFS,
      files: { "bin/big": "x".repeat(300_000) },
    });
    await bench.sh(
      'cd "$1" && tar -cf ../cut.tar . && truncate -s 2500 ../cut.tar',
      layout.directory,
    );
    expect(await refusal({ image: `oci-archive:${join(bench.directory, "cut.tar")}` })).toMatch(
      /^Image Is Corrupt/,
    );
  });

  test("a layer that does not have its digest", async () => {
    const layout = await bench.image("damaged", { ...ROOTFS, files: { "bin/a": "damaged" } });
    const other = await bench.image("damaged-other", { ...ROOTFS, files: { "bin/a": "changed" } });
    await bench.sh(
      'cp "$1/blobs/sha256/$2" "$3/blobs/sha256/$4"',
      other.directory,
      other.layerDigests[0]!.slice(7),
      layout.directory,
      layout.layerDigests[0]!.slice(7),
    );
    expect(await refusal({ image: layout.reference })).toMatch(/^Image Is Corrupt/);
  });

  test("an image of the wrong type", async () => {
    const layout = await bench.image("app", { files: { a: "1" } });
    expect(await refusal({ image: layout.reference, expectedType: "rootfs" })).toMatch(
      /^Image Of The Wrong Type \| expected_type: .* is of type application, and rootfs is wanted here/,
    );
  });

  test("a rootfs without its Kubernetes version", async () => {
    const layout = await bench.image("bare", {
      files: { a: "1" },
      labels: { "sealos.io.type": "rootfs", "sealos.io.version": "v1beta1" },
    });
    expect(await refusal({ image: layout.reference })).toMatch(/^Rootfs Image Without Version/);
  });

  test("an image for another architecture", async () => {
    const layout = await bench.image("arm", { ...ROOTFS, architecture: "arm64" });
    expect(await refusal({ image: layout.reference })).toMatch(
      /^Image For Another Platform .* and linux\/amd64 is wanted/,
    );
  });

  test("a template that cannot be parsed, with file and line", async () => {
    const layout = await bench.image("template", {
      ...ROOTFS,
      files: { "etc/deep/a.yml.tmpl": "ok: 1\nbad: {{ if }}\n" },
    });
    expect(await refusal({ image: layout.reference })).toMatch(
      /^Template Cannot Be Rendered \| .*etc\/deep\/a\.yml\.tmpl:2/,
    );
  });

  test("a config whose target does not parse, by name", async () => {
    const layout = await bench.image("broken", { ...ROOTFS, files: { "etc/kubeadm.yml": "a: [" } });
    expect(
      await refusal({
        image: layout.reference,
        configs: [config({ strategy: "merge", data: "a: 1" })],
      }),
    ).toMatch(
      /^Config Cannot Be Applied \| configs: etc\/kubeadm\.yml \(merge\): the file in the image is not valid/,
    );
  });

  test("a config that goes through a link out of the image never leaves it", async () => {
    const layout = await bench.image("linked", {
      ...ROOTFS,
      files: { "etc/out": { type: "symlink", linkname: "../../../../../../../../tmp" } },
    });
    expect(
      await refusal({
        image: layout.reference,
        configs: [config({ path: "etc/out/x", data: "x" })],
      }),
    ).toMatch(/^Image Cannot Be Unpacked Safely/);
  });

  test("a binary file cannot be appended to, but can be replaced", async () => {
    const layout = await bench.image("binary", {
      ...ROOTFS,
      files: { "etc/kubeadm.yml": { content: Buffer.from([0xff, 0xfe]) } },
    });
    expect(await refusal({ image: layout.reference, configs: [config({})] })).toMatch(
      /not a UTF-8 text file/,
    );
    const { root } = await mount({
      image: layout.reference,
      configs: [config({ strategy: "override", data: "new" })],
    });
    expect(await readFile(join(root, "etc/kubeadm.yml"), "utf8")).toBe("new");
  });
});
