import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { mountImage } from "../../../provider/src/tools/buildah";
import { describeRefusal } from "../../support/images/describe-refusal";
import { HOSTILE_LAYERS } from "../../support/images/hostile-layers";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";

let bench: ImageBench;
beforeAll(async () => {
  bench = await openImageBench();
});
afterAll(() => bench.close());

/** The corpus never names a path that exists: what it tries to write is named so that it can be looked for. */
const OUTSIDE = [
  "/tmp/hostile-escape",
  "/hostile-escape",
  "/etc/hostile-escape",
  "/run/hostile-escape",
];

describe("an image that tries to leave its root", () => {
  test.each(Object.entries(HOSTILE_LAYERS))("%s", async (name, { layers, outcome }) => {
    const [files = {}, ...more] = layers;
    const layout = await bench.image(`hostile-${name.replaceAll(/[^a-z]+/g, "-")}`, {
      files,
      more,
    });
    const result = await mountImage(bench.runner, {
      image: layout.reference,
      storage: bench.storage,
    }).then(
      ({ entries }) =>
        `contained: ${entries.map(({ path, kind }) => `${kind} ${path}`).join(", ")}`,
      describeRefusal,
    );
    expect(result).toMatch(outcome);
    expect(OUTSIDE.filter((path) => existsSync(path))).toEqual([]);
    expect((await readdir(bench.directory)).filter((entry) => entry.includes("escape"))).toEqual(
      [],
    );
    expect(existsSync(join(bench.directory, "hostile-escape"))).toBe(false);
  });
});
