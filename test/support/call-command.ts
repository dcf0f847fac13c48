import { commands } from "../../cli/src/commands";
import { run } from "../../cli/src/run";

/** How a call of `cdktf-sealos` ended. */
export interface CalledCommand {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Calls `cdktf-sealos` in this process, with an empty environment. */
export function callCommand(...args: readonly string[]): Promise<CalledCommand> {
  return callCommandIn({}, ...args);
}

/** The same with variables of the environment. */
export async function callCommandIn(
  env: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<CalledCommand> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(commands, args, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    env,
    signal: new AbortController().signal,
  });
  return { code, out: out.join(""), err: err.join("") };
}
