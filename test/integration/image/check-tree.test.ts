import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { checkTree, recordFiles, recordTree } from "../../../provider/src/tools/image-tree";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";

let bench: ImageBench;
let root: string;
let manifest: string;
beforeAll(async () => {
  bench = await openImageBench();
  root = join(bench.directory, "tree");
  manifest = join(bench.directory, "manifests/tree");
});
afterAll(() => bench.close());
beforeEach(async () => {
  await rm(root, { recursive: true, force: true });
  for (const folder of ["bin", "etc", "registry"])
    await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, "bin/large"), Buffer.alloc(200_000, 1));
  await writeFile(join(root, "etc/two words.conf"), "a");
  await writeFile(join(root, "etc/odd\\x2dname"), "b");
  await writeFile(join(root, "registry/blob"), "c");
  await symlink("large", join(root, "bin/link"));
});

const record = (more: object = {}) => recordTree(bench.runner, { root, manifest, ...more });
const differences = async (recorded: string, depth: "sampled" | "full" = "sampled") =>
  (await checkTree(bench.runner, { root, manifest, recorded, depth })).map(
    ({ kind, path }) => `${kind} ${path}`,
  );
const change = (script: string) => bench.sh(script, root);

describe("a recorded tree", () => {
  test("is as it was, at any depth, and only root may read its manifest", async () => {
    const recorded = await record();
    expect(await differences(recorded)).toEqual([]);
    expect(await differences(recorded, "full")).toEqual([]);
    expect(await bench.sh('stat -c %a "$1"', manifest)).toBe("600\n");
  });

  test("tells what is gone and what was changed, whatever its name, and not what was added", async () => {
    const recorded = await record();
    await change(
      'cd "$1"; rm "etc/two words.conf" bin/link; echo more >>"etc/odd\\\\x2dname"; touch etc/new',
    );
    expect(new Set(await differences(recorded))).toEqual(
      new Set(["missing etc/two words.conf", "missing bin/link", "changed etc/odd\\x2dname"]),
    );
  });

  test("tells a change of content behind the old size and time: small files always, others by a full check", async () => {
    const recorded = await record();
    const keep =
      'touch -r "$f" /tmp/when.$$; printf x | dd of="$f" bs=1 conv=notrunc status=none; touch -r /tmp/when.$$ "$f"; rm /tmp/when.$$';
    await change(`cd "$1"; for f in "etc/two words.conf" bin/large; do ${keep}; done`);
    expect(await differences(recorded)).toContain("changed etc/two words.conf");
    expect(new Set(await differences(recorded, "full"))).toEqual(
      new Set(["changed etc/two words.conf", "changed bin/large"]),
    );
  });

  test("leaves out what others change, and takes only what it is told to", async () => {
    const apart = await record({ except: ["registry", "bin"] });
    await change('rm -r "$1/registry" "$1/bin"');
    expect(await differences(apart)).toEqual([]);
    const part = await record({ only: ["etc/odd\\x2dname", "nowhere"] });
    await change('rm "$1/etc/two words.conf"');
    expect(await differences(part)).toEqual([]);
  });

  test("does not mind a file that was written again, where times do not count", async () => {
    const recorded = await record({ withTimes: false });
    await change('touch -d 2001-01-01 "$1"/etc/*');
    expect(await differences(recorded)).toEqual([]);
    await change('echo x >"$1/etc/two words.conf"');
    expect(await differences(recorded)).toEqual(["changed etc/two words.conf"]);
  });

  test("cannot be compared once its manifest is gone or another", async () => {
    const recorded = await record();
    await bench.sh('echo >>"$1"', manifest);
    expect(await differences(recorded)).toEqual([`record ${manifest}`]);
  });
});

test("files whose digests are known are recorded without a look at them", async () => {
  const digest = "2e7d2c03a9507ae265ecf5b5356885a53393a2029d241394997265a1a25aefc6"; // of "c"
  const recorded = await recordFiles(bench.runner, manifest, [
    { path: "registry/blob", size: 1, digest },
  ]);
  expect(await differences(recorded, "full")).toEqual([]);
  await change('printf d >"$1/registry/blob"');
  expect(await differences(recorded, "full")).toEqual(["changed registry/blob"]);
});
