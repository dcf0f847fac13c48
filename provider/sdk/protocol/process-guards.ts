import { writeSync } from "node:fs";

/** Removes secrets from a text that is about to leave the process. */
export type Redact = (text: string) => string;

const STDOUT = 1;
const STDERR = 2;

/** Writes to the real standard output, where Terraform expects one line and nothing else. */
export function writeStdout(text: string): void {
  writeAll(STDOUT, text);
}

/** Writes to the real standard error at once. */
export function writeStderr(text: string): void {
  writeAll(STDERR, text);
}

/**
 * Sends everything that anybody prints to standard error, `console.log` included: a stray line before the handshake
 * makes the start fail. Replacing the stream is cheap, since Node opens the real ones only when they are used.
 */
export function divertStdout(): void {
  Object.defineProperty(process, "stdout", { configurable: true, get: () => process.stderr });
}

/** Keeps the process alive when Terraform no longer reads: a write would fail with EPIPE and end it in mid-work. */
export function tolerateLostReader(): void {
  process.stderr.on("error", () => undefined);
}

/**
 * Reports the first uncaught exception in the one form that Terraform shows to its user, then calls `end`. Later ones
 * are most likely its consequences and only reported.
 */
export function reportCrashes(redact: Redact, end: () => void): void {
  let hasCrashed = false;
  process.on("uncaughtException", (thrown: unknown) => {
    writeStderr(redact(panicText(thrown)));
    if (!hasCrashed) end();
    hasCrashed = true;
  });
}

/** The text that Terraform collects from standard error, from `panic: ` on, and shows after the failed run. */
export function panicText(thrown: unknown): string {
  if (!(thrown instanceof Error)) return `panic: ${String(thrown)}\n`;
  return `panic: ${thrown.message}\n\n${thrown.stack ?? "(no stack)"}\n`;
}

// A pipe that nobody empties is tried for a second. A lost reader is no reason to fail: there is nobody to tell.
function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  for (let attempt = 0; rest.length > 0 && attempt < 100; attempt++) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== "EAGAIN") return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
