import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "../..");
const QUICKSTART = join(ROOT, "examples/cdktf/quickstart");

/** An engine that constructs are made for, and where an app of it imports them from. */
export interface Engine {
  readonly name: "cdktf" | "cdktn";
  readonly constructs: "cdktf-sealos" | "cdktf-sealos/cdktn";
}

/** Both engines. */
export const ENGINES: readonly Engine[] = [
  { name: "cdktf", constructs: "cdktf-sealos" },
  { name: "cdktn", constructs: "cdktf-sealos/cdktn" },
];

/** Copies what a package is made of, because npm changes the manifest for a moment; returns the copy's path. */
export function copyCheckout(folder: string): string {
  const copy = join(folder, "checkout");
  mkdirSync(copy, { recursive: true });
  const shown = readdirSync(ROOT).filter((name) => /\.(?:md|json)$|^LICENSE$/.test(name));
  for (const name of [...shown, "cli", "constructs", "provider", "scripts"]) {
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** Packs this checkout as `npm pack` does and returns the path of the tarball. */
export function packPackage(folder: string): string {
  const output = npm(copyCheckout(folder), "pack", "--json", "--pack-destination", folder);
  const [{ filename }] = JSON.parse(output.slice(output.indexOf("["))) as [{ filename: string }];
  return join(folder, filename);
}

/** Makes an empty app, installs the tarball and one engine there, and writes the quick start into it. */
export function installApp(folder: string, tarball: string, engine: Engine): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "app", private: true }));
  const wanted = [engine.name, "constructs"].map((name) => `${name}@${versionOf(name)}`);
  npm(folder, "install", "--prefer-offline", tarball, ...wanted);
  for (const file of ["main.ts", "settings.ts"]) {
    const text = readFileSync(join(QUICKSTART, file), "utf8")
      .replaceAll("../../../constructs/src", engine.constructs)
      .replaceAll('"cdktf"', JSON.stringify(engine.name));
    writeFileSync(join(folder, file), text);
  }
}

/** The version that this checkout is developed with. */
function versionOf(name: string): string {
  const text = readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

function npm(cwd: string, ...args: readonly string[]): string {
  return execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}
