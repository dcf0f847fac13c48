import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";

/** `cdktf-sealos watch` in a process of its own. */
export interface Watcher {
  /** What it has printed so far. */
  shown(): string;
  /** Its exit code, once it has ended by itself. */
  readonly ended: Promise<number | null>;
}

const ROOT = join(__dirname, "../..");

/** Builds the command line program as a release would, into a folder; returns the path of the executable. */
export function buildCommandLine(folder: string): string {
  const program = join(folder, "cli/cdktf-sealos");
  const args = [join(ROOT, "scripts/build-provider.mjs"), join(ROOT, "cli/src/main.ts"), program];
  execFileSync(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  return program;
}

/** Starts to watch an event log with a built program; `wrap` puts the command line into another one. */
export function startWatch(
  program: string,
  eventLog: string,
  wrap: (command: readonly string[]) => readonly string[] = (command) => command,
): Watcher {
  const [first = "", ...args] = wrap([process.execPath, program, "watch", eventLog]);
  const child = spawn(first, args, { stdio: ["ignore", "pipe", "inherit"] });
  let shown = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (shown += text));
  return {
    shown: () => shown,
    ended: new Promise((resolve, reject) => child.on("error", reject).on("close", resolve)),
  };
}

/** A terminal of 120 columns around a command, by `script` of util-linux. */
export function inTerminal(command: readonly string[]): readonly string[] {
  const inside = `stty cols 120 rows 30; ${command.join(" ")}`;
  return ["script", "--quiet", "--return", "--command", inside, "/dev/null"];
}
