import type { Runner } from "../../transports/runner";
import { buildahMissing } from "./errors";

const INSTALL_LIMIT_MS = 10 * 60_000;
const INSTALL = `
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends buildah && exit 0
  apt-get update && apt-get install -y --no-install-recommends buildah`;

/**
 * Makes sure that a machine has buildah: where it is missing and may be installed, from the archive of a
 * Debian-like system.
 *
 * @throws ToolError that says how to get it.
 */
export async function ensureBuildah(
  runner: Runner,
  options: { readonly mayInstall: boolean; readonly signal?: AbortSignal },
): Promise<void> {
  if (await has(runner, "buildah")) return;
  if (!options.mayInstall) throw buildahMissing(runner.host, "It was not to be installed.");
  if (!(await has(runner, "apt-get"))) {
    throw buildahMissing(runner.host, "It can be installed by itself only where apt-get is.");
  }
  const { exitCode, stderr } = await runner.exec(["sh", "-c", INSTALL], {
    timeoutMs: INSTALL_LIMIT_MS,
    accept: [0, 1, 100],
    ...(options.signal && { signal: options.signal }),
  });
  if (exitCode === 0 && (await has(runner, "buildah"))) return;
  throw buildahMissing(runner.host, `apt-get could not install it: ${lastLine(stderr)}.`);
}

async function has(runner: Runner, program: string): Promise<boolean> {
  const argv = ["sh", "-c", 'command -v "$1"', "sh", program] as const;
  const { exitCode } = await runner.query(argv, { accept: [0, 1, 127] });
  return exitCode === 0;
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
