import type { Runner } from "../../transports/runner";
import { hasProgram } from "../debian";
import { SCRATCH_DIRECTORY } from "../files";
import { registryMissing } from "./errors";

/** Where the distribution registry is kept on a machine that has none installed. */
const KEPT = "/var/cache/cdktf-sealos/docker-registry";

const LIMIT_MS = 10 * 60_000;
// Unpacked, not installed: the package would start a registry for all the world on port 5000.
const FETCH = `
  set -e
  [ -x "$1" ] && exit 0
  ${SCRATCH_DIRECTORY}
  chmod 755 "$work"
  cd "$work"
  apt-get download docker-registry || { apt-get update && apt-get download docker-registry; }
  dpkg -x docker-registry_*.deb unpacked
  mkdir -p "$(dirname "$1")"
  mv -f unpacked/usr/bin/docker-registry "$1"`;

/**
 * The program of the distribution registry: Debian's `docker-registry` where it is installed, else a copy that is fetched once from the
 * archive of a Debian-like system.
 *
 * @throws ToolError that says how to get it.
 */
export async function findRegistry(runner: Runner, signal?: AbortSignal): Promise<string> {
  if (await hasProgram(runner, "docker-registry")) return "docker-registry";
  if (!(await hasProgram(runner, "apt-get")))
    throw registryMissing(runner.host, "It can be fetched by itself only where apt-get is.");
  const { exitCode, stderr } = await runner.exec(["sh", "-c", FETCH, "fetch", KEPT], {
    timeoutMs: LIMIT_MS,
    accept: [0, 1, 2, 100],
    signal,
  });
  if (exitCode === 0) return KEPT;
  const said = stderr.trimEnd().split("\n").at(-1) ?? "";
  throw registryMissing(runner.host, `apt-get could not fetch it: ${said}.`);
}
