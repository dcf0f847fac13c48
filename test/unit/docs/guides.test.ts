import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commands } from "../../../cli/src/commands";
import { guidePrograms } from "../../support/guides";

const { scripts } = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

const lines = Object.entries(guidePrograms("sh")).flatMap(([file, code]) =>
  code.split("\n").map((line) => [file, line] as const),
);
const calls = lines.flatMap(([file, line]) =>
  [...line.matchAll(/cdktf-sealos (\w+)([^|>#]*)/g)].map(
    ([, name = "", rest = ""]) => [file, name, rest.match(/--[\w-]+/g) ?? []] as const,
  ),
);

it("guides call commands of cdktf-sealos", () => {
  expect(calls.length).toBeGreaterThan(5);
});

it.each(calls)("%s: cdktf-sealos %s has the options %j", (_file, name, options) => {
  const usage = commands[name]?.load().usage ?? "";
  for (const option of options) expect(usage).toContain(option);
  expect(usage).toMatch(new RegExp(`^${name} `));
});

it("guides name scripts of this package only", () => {
  const named = lines.flatMap(([, line]) => line.match(/(?<=npm run )[\w:]+/g) ?? []);
  for (const name of named) expect(scripts).toHaveProperty(name);
});
