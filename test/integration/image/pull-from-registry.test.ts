import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";

import { mountImage, resolveImage, withAuthFile } from "../../../provider/src/tools/buildah";
import { registryAnswers } from "../../../provider/src/tools/registry";
import { describeRefusal } from "../../support/images/describe-refusal";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";
import type { WrittenLayout } from "../../support/images/oci-layout";
import { startRegistry, type RegistryServer } from "../../support/images/registry-server";

const LOGIN = { username: "ann", password: "sentinel-password" };

let bench: ImageBench;
let layout: WrittenLayout;
let registry: RegistryServer;
beforeAll(async () => {
  bench = await openImageBench();
  layout = await bench.image("served", { files: { "etc/a": "from a registry" } });
  registry = await startRegistry(bench.directory, layout, LOGIN);
});
afterAll(async () => {
  await registry.close();
  await bench.close();
});

interface Attempt {
  readonly tag?: string;
  readonly password?: string;
  readonly certDir?: string;
  readonly pullPolicy?: "if_missing" | "always";
}

const pull = ({
  tag = ":1",
  password = LOGIN.password,
  certDir = registry.certDir,
  pullPolicy,
}: Attempt = {}): ReturnType<typeof resolveImage> =>
  withAuthFile(bench.runner, { [registry.address]: { ...LOGIN, password } }, (authFile) =>
    resolveImage(bench.runner, {
      image: `${registry.address}/lab/served${tag}`,
      storage: bench.storage,
      access: { authFile, certDir },
      pullPolicy,
    }),
  );

describe("an image of a registry", () => {
  test("is pulled with a password and the registry's own authority, once", async () => {
    expect(`sha256:${(await pull()).id}`).toBe(layout.configDigest);
    const before = registry.served.length;
    await pull();
    expect(registry.served).toHaveLength(before);
    await pull({ pullPolicy: "always" });
    expect(registry.served.length).toBeGreaterThan(before);
  });

  test("is the same image by its digest, and mounts", async () => {
    const { id } = await pull({ tag: `@${layout.manifestDigest}` });
    expect(`sha256:${id}`).toBe(layout.configDigest);
    const { mount } = await mountImage(bench.runner, {
      image: `${registry.address}/lab/served:1`,
      storage: bench.storage,
    });
    expect(mount.digest).toBe(layout.configDigest);
  });

  test.each<[string, Attempt, RegExp]>([
    [
      "the password is wrong",
      { password: "sentinel-wrong", pullPolicy: "always" },
      /^Registry Refused The Login/,
    ],
    [
      "nobody vouches for the registry",
      { certDir: "/nonexistent", pullPolicy: "always" },
      /^Registry Not Trusted/,
    ],
    ["the tag does not exist", { tag: ":2" }, /^Image Not Found/],
  ])("is refused when %s, without any secret in the message", async (_title, attempt, message) => {
    const refusal = await pull(attempt).catch((error: unknown) => describeRefusal(error));
    expect(refusal).toMatch(message);
    expect(refusal).not.toContain("sentinel");
  });

  test("leaves no auth file behind", async () => {
    const files = (await readdir("/run")).filter((name) => name.startsWith("cdktf-sealos-auth"));
    const texts = await Promise.all(
      files.map((name) => readFile(`/run/${name}/auth.json`, "utf8").catch(() => "")),
    );
    expect(texts.join("\n")).not.toContain(registry.address);
  });
});

describe("registryAnswers", () => {
  test("does not take a closed port or another protocol for a registry", async () => {
    expect(await registryAnswers(bench.runner, "127.0.0.1", 1)).toBe(false);
    expect(await registryAnswers(bench.runner, "127.0.0.1", registry.port)).toBe(false);
  });

  test.each([200, 401])("takes the answer %d for a registry", async (status) => {
    const server = createServer((_request, response) => response.writeHead(status).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    expect(await registryAnswers(bench.runner, "127.0.0.1", port)).toBe(true);
    server.close();
  });
});
