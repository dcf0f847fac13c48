import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONSTRUCTS_VERSION } from "../../../../../constructs/src/private/version";

it("the constructs have the version of their package", () => {
  const text = readFileSync(join(__dirname, "../../../../../package.json"), "utf8");
  expect(CONSTRUCTS_VERSION).toBe((JSON.parse(text) as { version: string }).version);
});
