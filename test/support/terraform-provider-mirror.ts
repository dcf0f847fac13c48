import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dropWorkingContainers } from "./image-storage";

const ROOT = join(__dirname, "../..");
const PREFIX = "provider-mirror-";

/**
 * Builds the provider once for this process and returns the Terraform CLI configuration that installs it from a
 * filesystem mirror of our own, so that no other build at the same time can get in between.
 */
export function providerMirror(): string {
  const folder = join(tmpdir(), `${PREFIX}${process.pid}`);
  const configuration = join(folder, "terraform.rc");
  if (existsSync(configuration)) return configuration;
  cleanUpAfterEndedRuns();
  mkdirSync(folder, { recursive: true });
  execFileSync(process.execPath, [join(ROOT, "scripts/mirror.mjs"), folder], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return configuration;
}

/** The file that Terraform starts, as `scripts/build-provider.mjs` wrote it. */
export function providerProgram(): string {
  return join(providerMirror(), "..", "provider/terraform-provider-sealos");
}

/** Mirrors of processes that are gone; and, while no other process tests, the mounts that such processes left. */
function cleanUpAfterEndedRuns(): void {
  const owners = readdirSync(tmpdir())
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length));
  const ended = owners.filter((owner) => !existsSync(`/proc/${owner}`));
  for (const owner of ended) rmSync(join(tmpdir(), `${PREFIX}${owner}`), { recursive: true });
  if (ended.length > 0 && ended.length === owners.length) dropWorkingContainers();
}
