import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

describe("the package's commands", () => {
  const files = Object.entries(scripts).flatMap(([name, command]) =>
    (command.match(/[\w./-]+\.(?:mjs|cjs|ts|sh)\b/g) ?? []).map((file) => [name, file] as const),
  );

  it.each(files)("%s has its file %s", (_, file) => {
    expect(existsSync(join(root, file))).toBe(true);
  });

  it.each(["test", "test:e2e"])("%s runs levels that exist", (name) => {
    const levels = scripts[name]?.split("run-tests.mjs ")[1]?.split(" --")[0]?.split(" ") ?? [];
    const projects = /projects: \[([^\]]*)\]/.exec(read("jest.config.cjs"))?.[1] ?? "";
    expect(levels.length).toBeGreaterThan(0);
    for (const level of levels) {
      expect(projects).toContain(`"${level}"`);
      expect(read("scripts/run-tests.mjs")).toMatch(new RegExp(`^  ${level}: \\{`, "m"));
    }
  });
});
