import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { constants } from "node:os";
import { Readable, Writable } from "node:stream";

import type { Argv } from "../runner";
import type { ProcessEnd, RemoteProcess } from "../spawner";

const KILL_AFTER_MS = 5_000;

/** Starts a program of this machine in the C locale. One that cannot be started ends as it does for a shell. */
export async function spawnLocally(
  argv: Argv,
  env: Readonly<Record<string, string | undefined>>,
): Promise<RemoteProcess> {
  const [program, ...words] = argv;
  const child = spawn(program, words, {
    cwd: "/",
    env: { ...env, LC_ALL: "C" },
    // A group of its own: Ctrl-C in the terminal reaches Terraform only, and `kill` reaches children too.
    detached: true,
    stdio: "pipe",
  });
  const failure = await spawnFailure(child);
  if (failure !== undefined) return neverStarted(program, failure);
  const { stdin, stdout, stderr } = child;
  return { stdin, stdout, stderr, end: ended(child), kill: () => killGroup(child) };
}

function spawnFailure(
  child: ChildProcessWithoutNullStreams,
): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    child.once("spawn", () => resolve(undefined));
    child.once("error", resolve);
  });
}

/** Behaves as a shell does: 127 for a program that does not exist, 126 for one that cannot be run. */
function neverStarted(program: string, failure: NodeJS.ErrnoException): RemoteProcess {
  const isMissing = failure.code === "ENOENT";
  const stderr = Readable.from([
    Buffer.from(`${program}: ${isMissing ? "not found" : failure.message}\n`),
  ]);
  return {
    stdin: new Writable({ write: (_chunk, _encoding, written) => written() }),
    stdout: Readable.from([]),
    stderr,
    end: new Promise((resolve) => {
      stderr.once("close", () => resolve({ exitCode: isMissing ? 127 : 126 }));
    }),
    kill: () => undefined,
  };
}

function ended(child: ChildProcessWithoutNullStreams): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.once("close", (code, signal) =>
      resolve({ exitCode: code ?? 128 + (signal === null ? 0 : constants.signals[signal]) }),
    );
  });
}

function killGroup(child: ChildProcessWithoutNullStreams): void {
  const { pid } = child;
  if (pid === undefined) return;
  const signalGroup = (signal: NodeJS.Signals): void => {
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone: that is what was wanted.
    }
  };
  signalGroup("SIGTERM");
  const timer = setTimeout(() => {
    signalGroup("SIGKILL");
    child.stdout.destroy();
    child.stderr.destroy();
  }, KILL_AFTER_MS);
  child.once("close", () => clearTimeout(timer));
}
