import type { Runner } from "../../transports/runner";

/** What a machine is to have. */
export interface WantedProgram {
  readonly program: string;
  /** The Debian package that brings it. */
  readonly packageName: string;
  /** Whether the package may be installed where the program is missing. */
  readonly mayInstall: boolean;
  readonly signal?: AbortSignal | undefined;
}

const INSTALL_LIMIT_MS = 10 * 60_000;
const INSTALL = `
  export DEBIAN_FRONTEND=noninteractive
  apt-get install -y --no-install-recommends "$1" && exit 0
  apt-get update && apt-get install -y --no-install-recommends "$1"`;

/**
 * Makes sure that a machine has a program: where it is missing and may be installed, from the archive of a Debian-like system. Answers
 * why it is still missing, in a sentence; undefined when it is there.
 */
export async function ensureProgram(
  runner: Runner,
  { program, packageName, mayInstall, signal }: WantedProgram,
): Promise<string | undefined> {
  if (await hasProgram(runner, program)) return undefined;
  if (!mayInstall) return "It was not to be installed.";
  if (!(await hasProgram(runner, "apt-get")))
    return "It can be installed by itself only where apt-get is.";
  const { exitCode, stderr } = await runner.exec(["sh", "-c", INSTALL, "install", packageName], {
    timeoutMs: INSTALL_LIMIT_MS,
    accept: [0, 1, 100],
    signal,
  });
  if (exitCode === 0 && (await hasProgram(runner, program))) return undefined;
  return `apt-get could not install it: ${stderr.trimEnd().split("\n").at(-1) ?? ""}.`;
}

/** Whether a machine finds a program on its path. */
export async function hasProgram(runner: Runner, program: string): Promise<boolean> {
  const argv = ["sh", "-c", 'command -v "$1"', "sh", program] as const;
  const { exitCode } = await runner.query(argv, { accept: [0, 1, 127] });
  return exitCode === 0;
}
