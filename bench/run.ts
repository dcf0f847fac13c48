// npm run bench -- NAME [--json FILE] [--quick]
import { writeFileSync } from "node:fs";
import { formatRows, type BenchRow } from "./bench-row";
import { overhead } from "./overhead";
import { report } from "./report";

/** What a bench may be asked for. */
export interface BenchOptions {
  /** Stand-in Kubernetes and fewer repetitions: shows that the bench works, not what it measures. */
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<readonly BenchRow[]>>> = {
  overhead,
  report,
};

async function main(args: readonly string[]): Promise<void> {
  const bench = BENCHES[args[0] ?? ""];
  if (bench === undefined) {
    console.error(
      `usage: npm run bench -- NAME [--json FILE] [--quick]; NAME is one of ${Object.keys(BENCHES).join(", ")}`,
    );
    process.exitCode = 2;
    return;
  }
  const rows = await bench({ quick: args.includes("--quick"), log: (line) => console.error(line) });
  console.log(formatRows(rows));
  const file = args[args.indexOf("--json") + 1];
  if (args.includes("--json") && file !== undefined) {
    writeFileSync(file, `${JSON.stringify({ rows }, null, 2)}\n`);
  }
}

void main(process.argv.slice(2));
