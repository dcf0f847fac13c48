import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { BuildSpec } from "../../../provider/src/domain/build/build-spec";
import {
  openBuildBench,
  pushedTo,
  type BuildBench,
  type ContextFiles,
} from "../../support/images/build-bench";
import { describeRefusal } from "../../support/images/describe-refusal";
import { startDistributionRegistry } from "../../support/images/distribution-registry";

jest.setTimeout(180_000);

let bench: BuildBench;
/** Digests of `lab/web:1`: of its part for amd64, and of all of it. */
let web: { readonly amd64: string; readonly list: string };

beforeAll(async () => {
  bench = await openBuildBench();
  const layouts = await Promise.all(
    ["amd64", "arm64"].map((architecture) =>
      bench.image(`web-${architecture}`, { files: { web: architecture }, architecture }),
    ),
  );
  const list = await bench.registry.put("lab/web:1", ...layouts);
  web = { amd64: layouts[0]!.manifestDigest, list };
  await bench.registry.put("lab/side:2", layouts[0]!);
});

afterAll(() => bench.close());

const ofHouse = (name: string): string => `${bench.registry.address}/${name}`;
const refusal = (spec: BuildSpec): Promise<unknown> => bench.build(spec).catch(describeRefusal);

const imagesInStore = async (): Promise<readonly string[]> => {
  const { root = "", runRoot = "" } = bench.storage;
  const text = await bench.sh('buildah --root="$1" --runroot="$2" images -aq', root, runRoot);
  return text.split("\n").filter(Boolean);
};

const workplaces = async (): Promise<readonly string[]> =>
  (await readdir("/var/tmp")).filter((name) => name.startsWith("cdktf-sealos-build."));

const BY_HAND = `
  b() { buildah --root="$root" --runroot="$runroot" "$@"; }
  root=$1 runroot=$2
  b build -q --layers=false -t by-hand -f "$3/Kubefile" "$3" >/dev/null
  container=$(b from by-hand)
  find "$(b mount "$container")" -mindepth 1 -printf '%P\\n'
  b rm "$container" >/dev/null
  b rmi by-hand >/dev/null`;

describe("an image that is built", () => {
  test("mounts as what its Kubefile says, with the container images that its context names", async () => {
    const context = await bench.context("site", {
      "images/shim/list": `# the web\n${ofHouse("lab/web:1")}\n`,
      "manifests/side.yaml.tmpl": `image: ${ofHouse("lab/side:2")}\nimage: {{ .other }}\n`,
    });
    const built = await bench.build(
      bench.spec(context, { buildArgs: { GREETING: "moin" }, labels: { a: "b" } }),
    );
    const { mount: made, root, entries } = await bench.mount(built.reference);
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
    const context = await bench.context("served", {
      "images/shim/list": `${ofHouse("lab/web:1")}@${web.list}`,
    });
    const { root } = await bench.mount((await bench.build(bench.spec(context))).reference);
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
    const context = await bench.context("twice", {
      "images/shim/list": ofHouse("lab/web:1"),
    });
    const first = await bench.build(bench.spec(context));
    const second = await bench.build(bench.spec(context));
    expect(second).toEqual(first);
    await writeFile(join(bench.directory, context, "etc/settings"), "a: 2\n");
    const third = await bench.build(bench.spec(context));
    expect(third.digest).not.toBe(first.digest);
    expect(third.reference).not.toBe(first.reference);
    await expect(bench.mount(first.reference).catch(describeRefusal)).resolves.toMatch(
      /^Image Not Found/,
    );
  });

  test("holds nothing that an ignore file leaves out, and no image that is named there", async () => {
    const context = await bench.context("ignored", {
      ".dockerignore": "etc\nmanifests/draft*\nregistry\n",
      "manifests/app.yaml": `image: ${ofHouse("lab/side:2")}`,
      "manifests/draft.yaml": "image: 127.0.0.1:1/none/none:1",
      "registry/leftover": "from a build by hand",
    });
    const { entries } = await bench.mount((await bench.build(bench.spec(context))).reference);
    const files = entries.filter(({ kind }) => kind === "file").map(({ path }) => path);
    expect(files.filter((path) => !path.startsWith("registry/")).sort()).toEqual([
      ".dockerignore",
      "Kubefile",
      "manifests/app.yaml",
    ]);
    expect(files).not.toContain("registry/leftover");
    expect(files.some((path) => path.includes("lab/side"))).toBe(true);
  });

  test("holds what buildah itself would take by the same ignore file", async () => {
    const paths = ["a.md", "README.md", "docs/x.md", "docs/deep/y.log", "keep.log", "a/b/c", "a/d"];
    const context = await bench.context("alike", {
      ...Object.fromEntries([...paths, "foo/bar/z", "some/temporary"].map((path) => [path, path])),
      ".dockerignore": "*.md\n!README.md\n**/*.log\n!keep.log\na\n!a/b/c\n/foo/bar/\n*/temp*\n",
    });
    const { entries } = await bench.mount((await bench.build(bench.spec(context))).reference);
    const { root = "", runRoot = "" } = bench.storage;
    const listing = await bench.sh(BY_HAND, root, runRoot, join(bench.directory, context));
    expect(entries.map(({ path }) => path).sort()).toEqual(listing.trim().split("\n").sort());
  });

  test("for two platforms is one for each, with that platform's container images", async () => {
    const context = await bench.context("both", { "images/shim/list": ofHouse("lab/web:1") });
    const platforms = ["linux/amd64", "linux/arm64"];
    const { reference, digest } = await bench.build(
      bench.spec(context, { platforms, output: pushedTo(ofHouse("lab/both:1")) }),
    );
    expect(await bench.registry.digest("lab/both:1")).toBe(digest);
    const archive = await bench.build(bench.spec(context, { platforms }));
    for (const image of [reference, archive.reference]) {
      const links = await Promise.all(
        platforms.map(async (platform) => {
          const { mount: made, root, entries } = await bench.mount(image, platform);
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
    await bench.build(
      bench.spec(
        await bench.context("tidy", {
          "images/shim/list": ofHouse("lab/web:1"),
          "etc/settings": "tidy: 1\n", // no image that an earlier test has mounted
        }),
      ),
    );
    await refusal(
      bench.spec(await bench.context("untidy", { Kubefile: "FROM scratch\nCOPY nothing .\n" })),
    );
    expect(await imagesInStore()).toEqual(before);
    expect(await workplaces()).toEqual([]);
  });
});

describe("a build that is cut off", () => {
  test("by a signal leaves nothing behind", async () => {
    const spec = bench.spec(
      await bench.context("stopped", {
        "images/shim/list": ofHouse("lab/web:1"),
        "etc/settings": "stopped: 1\n", // no image that an earlier test has mounted
      }),
    );
    const before = await imagesInStore();
    const stop = new AbortController();
    const { contextDigest } = await bench.builds.preview(spec, stop.signal);
    const building = bench.builds.build(
      spec,
      contextDigest,
      (name, work) => {
        if (name.startsWith("publish")) stop.abort();
        return work(() => undefined);
      },
      stop.signal,
    );
    await expect(building).rejects.toThrow();
    expect(await imagesInStore()).toEqual(before);
    expect(await workplaces()).toEqual([]);
    expect((await readdir(bench.directory)).filter((name) => name.includes("stopped"))).toEqual([
      "stopped",
    ]);
  });

  test("by a kill is tidied up by a build a day later", async () => {
    const { root = "", runRoot = "" } = bench.storage;
    await bench.sh(ABANDON, root, runRoot, join(bench.directory, "site"));
    expect(await workplaces()).toEqual(["cdktf-sealos-build.Aban2don"]);
    await bench.build(bench.spec(await bench.context("later")));
    expect(await workplaces()).toEqual([]);
    const images = await bench.sh('buildah --root="$1" --runroot="$2" images -a', root, runRoot);
    expect(images).not.toContain("cdktf-sealos-build");
  });
});

const ABANDON = `
  place=/var/tmp/cdktf-sealos-build.Aban2don
  mkdir "$place"
  buildah --root="$1" --runroot="$2" build -q --layers=false --iidfile="$place/linux-amd64.iid" \\
    -t localhost/cdktf-sealos-build:Aban2don-linux-amd64 -f "$3/Kubefile" "$3" >/dev/null
  touch -d '2 days ago' "$place"`;

describe("an image's output", () => {
  const find = (spec: BuildSpec) =>
    bench.builds.find(spec.output, [], new AbortController().signal);
  const remove = (spec: BuildSpec, digest: string) =>
    bench.builds.remove(spec.output, digest, new AbortController().signal);

  test("is found as it was written, missing, or as something else", async () => {
    const spec = bench.spec(await bench.context("found"));
    expect(await find(spec)).toBeUndefined();
    const built = await bench.build(spec);
    expect(await find(spec)).toEqual(built);
    const { digest } = built;
    await writeFile(join(bench.directory, "found.tar"), "no archive");
    expect(await find(spec)).toEqual({
      digest: undefined,
      sizeBytes: 10,
      reference: undefined,
    });
    expect(await remove(spec, digest)).toBe(false);
    await bench.build(spec);
    expect(await remove(spec, digest)).toBe(true);
    expect(await find(spec)).toBeUndefined();
    expect(await remove(spec, digest)).toBe(true);
  });

  test("is found in its registry", async () => {
    const spec = bench.spec(await bench.context("pushed"), {
      output: pushedTo(ofHouse("lab/pushed:1")),
    });
    expect(await find(spec)).toBeUndefined();
    const { digest, reference } = await bench.build(spec);
    expect(await find(spec)).toEqual({ digest, reference, sizeBytes: undefined });
    expect(reference).toBe(`${ofHouse("lab/pushed")}@${digest}`);
    expect((await bench.mount(reference)).mount.type).toBe("application");
  });
});

describe("a build is refused", () => {
  test.each<[string, ContextFiles, Partial<BuildSpec>, RegExp]>([
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
    const context = await bench.context(`refused-${title.replaceAll(/\W/g, "-")}`, files);
    expect(await refusal(bench.spec(context, different))).toMatch(message);
  });

  test("without any Kubefile", async () => {
    const context = await bench.context("bare");
    await rm(join(bench.directory, context, "Kubefile"));
    expect(await refusal(bench.spec(context))).toMatch(/^No Kubefile In The Context/);
  });

  test("by a registry that does not answer", async () => {
    const context = await bench.context("unpushed");
    const output = pushedTo("127.0.0.1:1/a/b:1");
    expect(await refusal(bench.spec(context, { output }))).toMatch(
      /^Registry Not Reachable \| push: /,
    );
  });

  test("of a context that is not the one that was planned", async () => {
    const spec = bench.spec(await bench.context("moved"));
    const { signal } = new AbortController();
    const { contextDigest } = await bench.builds.preview(spec, signal);
    await chmod(join(bench.directory, "moved/Kubefile"), 0o600);
    const failure = bench.builds.build(
      spec,
      contextDigest,
      (_name, work) => work(() => undefined),
      signal,
    );
    await expect(failure).rejects.toThrow("has changed since the plan");
    await expect(stat(join(bench.directory, "moved.tar"))).rejects.toThrow("ENOENT");
  });
});
