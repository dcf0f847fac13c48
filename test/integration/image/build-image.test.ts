import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { IMAGE_ORIGINS, type BuildSpec } from "../../../provider/src/domain/build/build-spec";
import {
  parseImageReference,
  type RegistryReference,
} from "../../../provider/src/domain/image-reference";
import { createRedactor } from "../../../provider/src/lib/redact";
import type { BuiltImage } from "../../../provider/src/pipeline/build/publish";
import { createImageBuilds, type ImageBuilds } from "../../../provider/src/pipeline/image-builds";
import { mountImage } from "../../../provider/src/tools/buildah";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import type { Runner } from "../../../provider/src/transports/runner";
import { describeRefusal } from "../../support/images/describe-refusal";
import {
  startDistributionRegistry,
  type DistributionRegistry,
} from "../../support/images/distribution-registry";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";

jest.setTimeout(180_000);

let bench: ImageBench;
let registry: DistributionRegistry;
let runner: Runner;
let builds: ImageBuilds;
let web: { readonly amd64: string; readonly list: string };

beforeAll(async () => {
  bench = await openImageBench();
  registry = await startDistributionRegistry(bench.runner, join(bench.directory, "registry"));
  runner = createLocalRunner({
    redactor: createRedactor(),
    env: { ...process.env, HOME: registry.home },
  });
  builds = createImageBuilds({
    connect: () => Promise.resolve(runner),
    local: runner,
    storage: bench.storage,
    credentials: {},
    resolve: (path) => join(bench.directory, path),
  });
  const layouts = await Promise.all(
    ["amd64", "arm64"].map((architecture) =>
      bench.image(`web-${architecture}`, { files: { web: architecture }, architecture }),
    ),
  );
  const list = await registry.put("lab/web:1", ...layouts);
  web = { amd64: layouts[0]!.manifestDigest, list };
  await registry.put("lab/side:2", layouts[0]!);
});

afterAll(async () => {
  await registry.close();
  await bench.close();
});

const KUBEFILE = `FROM scratch
LABEL sealos.io.type="application" sealos.io.version="v1beta1"
ARG GREETING=hello
ENV greeting=$GREETING
COPY . .
CMD ["kubectl apply -f manifests"]
`;

type Files = Readonly<Record<string, string>>;

async function aContext(name: string, files: Files = {}): Promise<string> {
  const all = { Kubefile: KUBEFILE, "etc/settings": "a: 1\n", ...files };
  for (const [path, content] of Object.entries(all)) {
    const file = join(bench.directory, name, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return name;
}

function aSpec(context: string, different: Partial<BuildSpec> = {}): BuildSpec {
  return {
    context,
    kubefile: undefined,
    platforms: ["linux/amd64"],
    buildArgs: {},
    labels: {},
    collect: IMAGE_ORIGINS,
    output: { kind: "archive", path: join(bench.directory, `${context}.tar`), name: undefined },
    ...different,
  };
}

async function build(spec: BuildSpec): Promise<BuiltImage> {
  const { signal } = new AbortController();
  const { contextDigest } = await builds.preview(spec, signal);
  return builds.build(spec, contextDigest, (_name, work) => work(() => undefined), signal);
}

const refusal = (spec: BuildSpec): Promise<unknown> => build(spec).catch(describeRefusal);

const mount = (image: string, platform = "linux/amd64"): ReturnType<typeof mountImage> =>
  mountImage(runner, { image, platform, storage: bench.storage });

const pushed = (name: string): BuildSpec["output"] => ({
  kind: "push",
  reference: parseImageReference(`${registry.address}/${name}`) as RegistryReference,
});

const imagesInStore = async (): Promise<readonly string[]> => {
  const [root, runRoot] = [bench.storage.root!, bench.storage.runRoot!];
  const text = await bench.sh('buildah --root="$1" --runroot="$2" images -aq', root, runRoot);
  return text.split("\n").filter(Boolean);
};

const workplaces = async (): Promise<readonly string[]> =>
  (await readdir("/var/tmp")).filter((name) => name.startsWith("cdktf-sealos-build."));

describe("an image that is built", () => {
  test("mounts as what its Kubefile says, with the container images that its context names", async () => {
    const { address } = registry;
    const context = await aContext("site", {
      "images/shim/list": `# the web\n${address}/lab/web:1\n`,
      "manifests/side.yaml.tmpl": `image: ${address}/lab/side:2\nimage: {{ .other }}\n`,
    });
    const built = await build(
      aSpec(context, { buildArgs: { GREETING: "moin" }, labels: { a: "b" } }),
    );
    const { mount: made, root, entries } = await mount(built.reference);
    expect(made).toMatchObject({
      type: "application",
      labels: { a: "b" },
      env: { greeting: "moin" },
      command: ["kubectl apply -f manifests"],
    });
    expect(await readFile(join(root, "etc/settings"), "utf8")).toBe("a: 1\n");
    const tags = entries
      .map(({ path }) => path)
      .filter((path) => /tags\/[^/]+\/current\/link$/.test(path));
    expect(
      tags.map((path) => path.replace(/.*repositories\/(.*)\/_manifests.*/, "$1")).sort(),
    ).toEqual(["lab/side", "lab/web"]);
    const link = tags.find((path) => path.includes("lab/web"))!;
    expect(await readFile(join(root, link), "utf8")).toBe(web.amd64);
    expect(built.sizeBytes).toBe((await stat(join(bench.directory, "site.tar"))).size);
  });

  test("serves its container images from any distribution registry", async () => {
    const context = await aContext("served", {
      "images/shim/list": `${registry.address}/lab/web:1@${web.list}`,
    });
    const { root } = await mount((await build(aSpec(context))).reference);
    const own = join(bench.directory, "served-registry");
    await mkdir(own);
    await bench.sh('cp -a "$1/registry" "$2/storage"', root, own);
    const served = await startDistributionRegistry(bench.runner, own);
    try {
      expect(await served.digest("lab/web:1")).toBe(web.list);
      expect(await served.digest("lab/web:2")).toBeUndefined();
    } finally {
      await served.close();
    }
  });

  test("has the same digest the second time, and another with another content", async () => {
    const context = await aContext("twice", {
      "images/shim/list": `${registry.address}/lab/web:1`,
    });
    const first = await build(aSpec(context));
    const second = await build(aSpec(context));
    expect(second).toEqual(first);
    await writeFile(join(bench.directory, context, "etc/settings"), "a: 2\n");
    const third = await build(aSpec(context));
    expect(third.digest).not.toBe(first.digest);
    expect(third.reference).not.toBe(first.reference);
    await expect(mount(first.reference).catch(describeRefusal)).resolves.toMatch(
      /^Image Not Found/,
    );
  });

  test("holds nothing that an ignore file leaves out, and no image that is named there", async () => {
    const context = await aContext("ignored", {
      ".dockerignore": "etc\nmanifests/draft*\nregistry\n",
      "manifests/app.yaml": `image: ${registry.address}/lab/side:2`,
      "manifests/draft.yaml": "image: 127.0.0.1:1/none/none:1",
      "registry/leftover": "from a build by hand",
    });
    const { entries } = await mount((await build(aSpec(context))).reference);
    const files = entries.filter(({ kind }) => kind === "file").map(({ path }) => path);
    expect(files.filter((path) => !path.startsWith("registry/")).sort()).toEqual([
      ".dockerignore",
      "Kubefile",
      "manifests/app.yaml",
    ]);
    expect(files).not.toContain("registry/leftover");
    expect(files.some((path) => path.includes("lab/side"))).toBe(true);
  });

  test("for two platforms is one for each, with that platform's container images", async () => {
    const context = await aContext("both", { "images/shim/list": `${registry.address}/lab/web:1` });
    const platforms = ["linux/amd64", "linux/arm64"];
    const { reference, digest } = await build(
      aSpec(context, { platforms, output: pushed("lab/both:1") }),
    );
    expect(await registry.digest("lab/both:1")).toBe(digest);
    const archive = await build(aSpec(context, { platforms }));
    for (const image of [reference, archive.reference]) {
      const links = await Promise.all(
        platforms.map(async (platform) => {
          const { mount: made, root, entries } = await mount(image, platform);
          expect(made.platform).toBe(platform);
          const link = entries.find(({ path }) => path.endsWith("tags/1/current/link"))!;
          return readFile(join(root, link.path), "utf8");
        }),
      );
      expect(links[0]).toBe(web.amd64);
      expect(links[1]).not.toBe(web.amd64);
    }
  });

  test("leaves nothing of the build behind", async () => {
    const before = await imagesInStore();
    await build(
      aSpec(await aContext("tidy", { "images/shim/list": `${registry.address}/lab/web:1` })),
    );
    await refusal(aSpec(await aContext("untidy", { Kubefile: "FROM scratch\nCOPY nothing .\n" })));
    expect(await imagesInStore()).toEqual(before);
    expect(await workplaces()).toEqual([]);
  });
});

describe("an image's output", () => {
  const find = (spec: BuildSpec) => builds.find(spec.output, [], new AbortController().signal);
  const remove = (spec: BuildSpec, digest: string) =>
    builds.remove(spec.output, digest, new AbortController().signal);

  test("is found as it was written, missing, or as something else", async () => {
    const spec = aSpec(await aContext("found"));
    expect(await find(spec)).toBeUndefined();
    const { digest, sizeBytes } = await build(spec);
    expect(await find(spec)).toEqual({ digest, sizeBytes });
    await writeFile(join(bench.directory, "found.tar"), "no archive");
    expect(await find(spec)).toEqual({ digest: undefined, sizeBytes: 10 });
    expect(await remove(spec, digest)).toBe(false);
    await build(spec);
    expect(await remove(spec, digest)).toBe(true);
    expect(await find(spec)).toBeUndefined();
    expect(await remove(spec, digest)).toBe(true);
  });

  test("is found in its registry", async () => {
    const spec = aSpec(await aContext("pushed"), { output: pushed("lab/pushed:1") });
    expect(await find(spec)).toBeUndefined();
    const { digest, reference } = await build(spec);
    expect(await find(spec)).toEqual({ digest, sizeBytes: undefined });
    expect(reference).toBe(`${registry.address}/lab/pushed@${digest}`);
    expect((await mount(reference)).mount.type).toBe("application");
  });
});

describe("a build is refused", () => {
  test.each<[string, Files, Partial<BuildSpec>, RegExp]>([
    [
      "without its context",
      {},
      { context: "nowhere" },
      /^Context Not Found \| context: .*nowhere is no directory/,
    ],
    [
      "without its Kubefile",
      {},
      { kubefile: "other" },
      /^Kubefile Not Found \| kubefile: other is no file/,
    ],
    [
      "with a wrong list",
      { "images/shim/list": "a\nB/c:1" },
      {},
      /^Image List Cannot Be Read.*line 2/,
    ],
    [
      "with an image that nobody has",
      { "manifests/a.yml": "image: 127.0.0.1:1/a/b:1" },
      {},
      /^Registry Not Reachable \| context: manifests\/a.yml names 127.0.0.1:1\/a\/b:1/,
    ],
    [
      "with a Kubefile that is none",
      { Kubefile: "FORM scratch\n" },
      {},
      /^Kubefile Cannot Be Read \| kubefile: /,
    ],
    [
      "with a file that is not there",
      { Kubefile: "FROM scratch\nCOPY missing .\n" },
      {},
      /^File Not In The Context/,
    ],
    [
      "with a base that nobody has",
      { Kubefile: "FROM 127.0.0.1:1/a/b:1\n" },
      {},
      /^Registry Not Reachable \| kubefile: /,
    ],
    [
      "with charts and without helm",
      { "charts/a/Chart.yaml": "name: a\nversion: 1.0.0\napiVersion: v2\n" },
      {},
      /^Helm Is Missing/,
    ],
    [
      "with an archive where none can be",
      {},
      { output: { kind: "archive", path: "/proc/none/a.tar", name: undefined } },
      /^Archive Not Written/,
    ],
  ])("%s", async (title, files, different, message) => {
    const context = await aContext(`refused-${title.replaceAll(/\W/g, "-")}`, files);
    expect(await refusal(aSpec(context, different))).toMatch(message);
  });

  test("without any Kubefile", async () => {
    const context = await aContext("bare");
    await rm(join(bench.directory, context, "Kubefile"));
    expect(await refusal(aSpec(context))).toMatch(/^No Kubefile In The Context/);
  });

  test("by a registry that does not answer", async () => {
    const context = await aContext("unpushed");
    const reference = parseImageReference("127.0.0.1:1/a/b:1") as RegistryReference;
    expect(await refusal(aSpec(context, { output: { kind: "push", reference } }))).toMatch(
      /^Registry Not Reachable \| push: /,
    );
  });

  test("of a context that is not the one that was planned", async () => {
    const spec = aSpec(await aContext("moved"));
    const { signal } = new AbortController();
    const { contextDigest } = await builds.preview(spec, signal);
    await chmod(join(bench.directory, "moved/Kubefile"), 0o600);
    const failure = builds.build(
      spec,
      contextDigest,
      (_name, work) => work(() => undefined),
      signal,
    );
    await expect(failure).rejects.toThrow("has changed since the plan");
    await expect(stat(join(bench.directory, "moved.tar"))).rejects.toThrow("ENOENT");
  });
});
