import { isUsageError, type Command, type CommandContext, type CommandEntry } from "./command";

/** Exit codes that all sub commands share; each may have more. */
export const EXIT = { ok: 0, failed: 1, usage: 64 } as const;

/** Runs the sub command that the arguments name and promises the exit code; never rejects. */
export async function run(
  commands: Readonly<Record<string, CommandEntry>>,
  [name, ...args]: readonly string[],
  context: CommandContext,
): Promise<number> {
  const isHelp = name === undefined || ["help", "--help", "-h"].includes(name);
  const entry = isHelp || !Object.hasOwn(commands, name) ? undefined : commands[name];
  if (entry !== undefined) return runCommand(entry.load(), args, context);
  if (isHelp) context.stdout.write(overview(commands));
  else context.stderr.write(`There is no command "${name}".\n\n${overview(commands)}`);
  return isHelp ? EXIT.ok : EXIT.usage;
}

async function runCommand(
  command: Command,
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    context.stdout.write(usageOf(command));
    return EXIT.ok;
  }
  try {
    return await command.run(args, context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (isUsageError(error)) {
      context.stderr.write(`${message}\n\n${usageOf(command)}`);
      return EXIT.usage;
    }
    context.stderr.write(`${message}\n`);
    return EXIT.failed;
  }
}

function usageOf({ usage }: Command): string {
  return `Usage: cdktf-sealos ${usage.trim()}\n`;
}

function overview(commands: Readonly<Record<string, CommandEntry>>): string {
  const width = Math.max(0, ...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(
    ([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`,
  );
  return `Usage: cdktf-sealos COMMAND [--help]\n\n${lines.join("")}`;
}
