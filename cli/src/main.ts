import { commands } from "./commands";
import { run } from "./run";

const interruption = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => interruption.abort()); // the second one ends the process at once
}
// A reader that has seen enough, as in `cdktf-sealos … | head`.
process.stdout.on("error", () => interruption.abort());

void run(commands, process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  signal: interruption.signal,
}).then((code) => {
  process.exitCode = code;
});
