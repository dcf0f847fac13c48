import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { createRedactor } from "../../../provider/src/lib/redact";
import {
  findRegistry,
  withRegistry,
  type TemporaryRegistry,
} from "../../../provider/src/tools/registry";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import { createSshPool } from "../../../provider/src/transports/ssh/pool";
import { openBuildBench, pushedTo, type BuildBench } from "../../support/images/build-bench";
import { describeRefusal } from "../../support/images/describe-refusal";
import { startOpenSshServer } from "../../support/sshd/openssh-server";

jest.setTimeout(180_000);

let bench: BuildBench;
beforeAll(async () => {
  bench = await openBuildBench();
  await bench.registry.put("lab/web:1", await bench.image("web", { files: { web: "1" } }));
});
afterAll(() => bench.close());

test("a builder that is reached by SSH is sent the context, archives in it and all", async () => {
  const server = await startOpenSshServer();
  const identity = { home: server.directory, agentSocket: undefined };
  const pool = createSshPool({ redactor: createRedactor(), identity });
  try {
    const builds = bench.buildsWith({
      connect: () =>
        pool.connect({
          name: "builder",
          address: "127.0.0.1",
          port: server.port,
          privateKey: server.privateKey,
          hostKey: server.fingerprints.ed25519,
          connectTimeoutMs: 3_000,
        }),
    });
    const context = await bench.context("remote", {
      "images/skopeo/tar.txt": "docker-archive:web.tar@quay.io/house/web:1\n",
    });
    const from = `docker://${bench.registry.address}/lab/web:1`;
    const archive = join(bench.directory, context, "images/skopeo/web.tar");
    await bench.sh(
      'skopeo copy -q --src-tls-verify=false "$1" "docker-archive:$2:a/b:1"',
      from,
      archive,
    );
    const { reference } = await bench.build(bench.spec(context), builds);
    const { root, entries } = await bench.mount(reference);
    expect(await readFile(join(root, "etc/settings"), "utf8")).toBe("a: 1\n");
    expect(entries.map(({ path }) => path)).toContain(
      "registry/docker/registry/v2/repositories/house/web/_manifests/tags/1/current/link",
    );
  } finally {
    await pool.dispose();
    await server.dispose();
  }
});

test("a disk that becomes full keeps the archive that was there, and nothing else", async () => {
  const disk = join(bench.directory, "disk");
  await mkdir(disk);
  await bench.sh('mount -t tmpfs -o size=64k tmpfs "$1"', disk);
  try {
    const path = join(disk, "image.tar");
    await writeFile(path, "old");
    const context = await bench.context("large", {});
    const noise = await bench.sh("head -c 100000 /dev/urandom | base64");
    await writeFile(join(bench.directory, context, "noise"), noise);
    const spec = bench.spec(context, { output: { kind: "archive", path, name: undefined } });
    const refusal = await bench.build(spec).catch(describeRefusal);
    expect(refusal).toMatch(/^Disk Full \| archive: .*image\.tar cannot be written/);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(disk)).toEqual(["image.tar"]);
  } finally {
    await bench.sh('umount "$1"', disk);
  }
});

describe("a registry that wants a password", () => {
  const inRegistry = async (
    work: (registry: TemporaryRegistry) => Promise<void>,
  ): Promise<void> => {
    const directory = join(bench.directory, "locked");
    await mkdir(join(directory, "storage"), { recursive: true });
    const program = await findRegistry(bench.runner);
    const place = { program, storage: join(directory, "storage"), directory };
    await withRegistry(bench.runner, place, async (registry) => {
      const settings = join(bench.registry.home, ".config/containers/registries.conf");
      const known = await readFile(settings, "utf8");
      await writeFile(
        settings,
        `${known}[[registry]]\nlocation = "${registry.address}"\ninsecure = true\n`,
      );
      await work(registry).finally(() => writeFile(settings, known));
    });
  };

  test("gets the image, and gives container images, by the credentials of the provider block", () =>
    inRegistry(async ({ address, username, password }) => {
      const builds = bench.buildsWith({ credentials: { [address]: { username, password } } });
      const output = pushedTo(`${address}/house/first:1`);
      const first = await bench.build(bench.spec(await bench.context("first"), { output }), builds);
      const second = await bench.context("second", {
        "images/shim/list": `${address}/house/first:1\n`,
      });
      const built = await bench.build(bench.spec(second), builds);
      const { root } = await bench.mount(built.reference);
      const link =
        "registry/docker/registry/v2/repositories/house/first/_manifests/tags/1/current/link";
      expect(await readFile(join(root, link), "utf8")).toBe(first.digest);
      expect(await builds.find(output, [], new AbortController().signal)).toMatchObject({
        digest: first.digest,
      });
    }));

  test("refuses others, and no message has a secret", () =>
    inRegistry(async ({ address, username }) => {
      const login = { username, password: "sentinel-password" };
      const builds = bench.buildsWith({ credentials: { [address]: login } });
      const context = await bench.context("third", {
        "images/shim/list": `${address}/house/first:1`,
      });
      const pull = await bench.build(bench.spec(context), builds).catch(describeRefusal);
      expect(pull).toMatch(/^Registry Refused The Login \| context: images\/shim\/list/);
      const pushing = bench.spec(await bench.context("fourth"), {
        output: pushedTo(`${address}/a/b:1`),
      });
      const push = await bench.build(pushing, builds).catch(describeRefusal);
      expect(push).toMatch(/^Registry Refused The Login \| push: /);
      expect(JSON.stringify([pull, push])).not.toContain("sentinel");
    }));
});

test("a program of a foreign platform that nothing can run is refused by that name", async () => {
  const env = { ...process.env, HOME: bench.registry.home, BUILDAH_ISOLATION: "chroot" };
  const runner = createLocalRunner({ redactor: createRedactor(), env });
  const builds = bench.buildsWith({ connect: () => Promise.resolve(runner) });
  const context = await bench.context("foreign", {
    Kubefile: "FROM scratch\nCOPY sh /bin/sh\nRUN true\n",
  });
  const shell = join(bench.directory, context, "sh");
  await writeFile(shell, aProgramForArm64());
  await chmod(shell, 0o755);
  const spec = bench.spec(context, { platforms: ["linux/arm64"] });
  expect(await bench.build(spec, builds).catch(describeRefusal)).toMatch(
    /^Platform Cannot Be Run \| platforms: on localhost, for linux\/arm64: .*qemu-user-static/,
  );
});

/** A header of ELF for 64-bit ARM, with one segment and no code. */
function aProgramForArm64(): Buffer {
  const file = Buffer.alloc(128);
  file.write("\x7fELF\x02\x01\x01", "latin1");
  file.writeUInt16LE(2, 16); // an executable
  file.writeUInt16LE(183, 18); // for AArch64
  file.writeUInt32LE(1, 20);
  file.writeBigUInt64LE(0x400078n, 24);
  file.writeBigUInt64LE(64n, 32);
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(1, 56);
  return file;
}
