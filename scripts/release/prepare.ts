// Turns the fragments into the next release: npm run release:prepare [-- VERSION]
// The version follows from the fragments (scripts/release/changelog.ts); a first release keeps the one that package.json has, and a higher one
// may be named. Writes CHANGELOG.md and the version wherever it stands, generates the bindings anew, deletes the fragments. Commit, tag and
// `npm run release` come after a look: docs/releases.md.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAtLeast } from "../../cli/src/doctor/is-at-least";
import { changelogSection, nextVersion, readFragment } from "./changelog";

const root = join(__dirname, "../..");
const unreleased = join(root, ".changes/unreleased");
const read = (path: string) => readFileSync(join(root, path), "utf8");

prepare(process.argv[2]);

function prepare(wanted: string | undefined): void {
  const files = readdirSync(unreleased).filter((name) => name.endsWith(".md"));
  if (files.length === 0)
    throw new Error(".changes/unreleased is empty: there is nothing to release");
  const fragments = files.map((name) => readFragment(name, read(`.changes/unreleased/${name}`)));
  const { version: current } = JSON.parse(read("package.json")) as { version: string };
  const isFirst = !/^## \d/m.test(read("CHANGELOG.md"));
  const least = isFirst ? current : nextVersion(current, fragments);
  const version = wanted ?? least;
  if (!isAtLeast(version, least)) {
    throw new Error(`the changes ask for ${least} at least, not ${version}`);
  }
  const breaks = fragments.some(({ kind }) => kind === "BREAKING CHANGES");
  if (breaks && !read("docs/upgrade-notes.md").includes(`\n## To ${version}\n`)) {
    throw new Error(
      `docs/upgrade-notes.md has no section "To ${version}": what breaks, and what to do`,
    );
  }
  addToChangelog(changelogSection(version, new Date().toISOString().slice(0, 10), fragments));
  if (version !== current) writeVersion(current, version);
  for (const name of files) rmSync(join(unreleased, name));
  console.log(
    `prepared ${version}; look at it, commit it as "chore(release): ${version}", tag it v${version}`,
  );
}

function addToChangelog(section: string): void {
  const [head = "", ...sections] = read("CHANGELOG.md").split(/^(?=## )/m);
  writeFileSync(
    join(root, "CHANGELOG.md"),
    [`${head.trimEnd()}\n`, section, ...sections].join("\n"),
  );
}

function writeVersion(from: string, to: string): void {
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(program, args, { cwd: root, stdio: "inherit" });
  run("npm", "version", "--no-git-tag-version", "--ignore-scripts", to);
  for (const path of ["provider/src/domain/product.ts", "constructs/src/private/version.ts"]) {
    writeFileSync(
      join(root, path),
      read(path).replace(`_VERSION = "${from}"`, `_VERSION = "${to}"`),
    );
  }
  run("npm", "run", "generate");
}
