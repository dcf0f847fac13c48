import { sha256Hex } from "../../lib/hash";
import { quoteCommand, quoteWord } from "../../lib/shell-quote";
import type { Argv } from "../../transports/runner";

/** A long command: the text of a POSIX shell script, or the words of a command. */
export type UnitWork =
  | { readonly script: string; readonly argv?: never }
  | { readonly argv: Argv; readonly script?: never };

export interface PayloadOptions {
  /** Default: the root directory. */
  readonly cwd?: string | undefined;
  /** Variables of the command. They go into a file that only root may read, never into a command line. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

// Services get neither from systemd; programs that look for ~/.kube want them.
const DEFAULTS = {
  HOME: "/root",
  LC_ALL: "C",
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
};

/** Writes the shell script that a unit runs: its environment, its directory, its work. */
export function unitPayload(work: UnitWork, { cwd = "/", env = {} }: PayloadOptions): string {
  const variables = Object.entries({ ...DEFAULTS, ...env }).map(
    ([name, value]) => `export ${checkedVariable(name)}=${quoteWord(value)}`,
  );
  const body = work.argv === undefined ? work.script : `exec ${quoteCommand(work.argv)}`;
  return [...variables, `cd ${quoteWord(cwd)} || exit 1`, body, ""].join("\n");
}

/** Tells runs with the same input from others. */
export function payloadDigest(payload: string): string {
  return sha256Hex(payload);
}

function checkedVariable(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  throw new RangeError(
    `"${name}" cannot name an environment variable: use letters, digits and underscores.`,
  );
}
