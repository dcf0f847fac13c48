// Checks the licences of what a user gets: every package that npm installs in production, and every package of which the bundles
// hold a part. Each must have a licence of the list, and stand by its name in THIRD_PARTY.md, which names nothing else.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildProvider } from "./build-provider.mjs";
import { root } from "./machine.mjs";

// Permissive, and compatible with Apache-2.0 without a condition on our own code.
const ALLOWED = ["Apache-2.0", "MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Unlicense"];

// What scripts/package/build.mjs bundles.
const ENTRIES = ["provider/src/main.ts", "cli/src/main.ts"];

const shipped = [...new Set([...installed(), ...(await bundled())])].sort();
const text = readFileSync(join(root, "THIRD_PARTY.md"), "utf8");
const named = [...text.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name, licence]) => ({
  name,
  licence: licence.trim(),
}));
const problems = [
  ...shipped.flatMap((name) => {
    const licence = licenceOf(name);
    const own = named.find((row) => row.name === name);
    return [
      ...(isAllowed(licence) ? [] : [`${name} has the licence ${licence}, which is not allowed`]),
      ...(own?.licence === licence ? [] : [`THIRD_PARTY.md lacks: | \`${name}\` | ${licence} |`]),
    ];
  }),
  ...named
    .filter(({ name }) => !shipped.includes(name))
    .map(({ name }) => `THIRD_PARTY.md names ${name}, which is not shipped`),
];
problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length === 0 ? 0 : 1;

/** Without the optional ones, which are compiled on some machines and used on none. */
function installed() {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([path, { dev, optional, devOptional }]) => path && !dev && !optional && !devOptional)
    .map(([path]) => packageOf(path));
}

async function bundled() {
  const scratch = mkdtempSync(join(tmpdir(), "bundled-"));
  const builds = ENTRIES.map((entry) =>
    buildProvider(join(root, entry), join(scratch, dirname(entry), "program")),
  );
  const folders = (await Promise.all(builds)).flat();
  rmSync(scratch, { recursive: true });
  return folders.map(packageOf);
}

function packageOf(path) {
  return path.replace(/.*node_modules\//, "").match(/^(@[^/]+\/)?[^/]+/)[0];
}

function licenceOf(name) {
  const { license, licenses } = JSON.parse(
    readFileSync(join(root, "node_modules", name, "package.json"), "utf8"),
  );
  return license ?? licenses?.map(({ type }) => type).join(" OR ") ?? "unknown";
}

/** An expression of SPDX, of which AND and OR occur: every part must do. */
function isAllowed(licence) {
  return licence
    .replace(/[()]/g, "")
    .split(/ (?:AND|OR) /)
    .every((part) => ALLOWED.includes(part));
}
