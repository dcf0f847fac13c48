import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(__dirname, "../../..");

/** Bundles an entry file as a release would, into a new temporary folder; returns the path of the executable. */
export function buildForTest(entry: string, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), "provider-"));
  const output = join(folder, `terraform-provider-${name}`);
  const script = join(ROOT, "scripts/build-provider.mjs");
  execFileSync(process.execPath, [script, join(ROOT, entry), output], { stdio: "inherit" });
  return output;
}
