// npm run bench -- [NAME] [--json FILE] [--quick]: one bench or all of them. FILE gets the rows of each as it ends, and keeps
// those of benches that did not run now; a full run also writes the tables of bench/README.md and the charts of docs/performance.md.
import { formatRows, type BenchRow } from "./bench-row";
import { create } from "./create";
import { fanOut } from "./fan-out";
import { overhead } from "./overhead";
import { publish } from "./publish";
import { report } from "./report";
import { keepResults, type BenchResults } from "./results";
import { send } from "./send";
import { startup } from "./startup";
import { storms } from "./storms";
import { thousands } from "./thousands";

/** What a bench may be asked for. */
export interface BenchOptions {
  /** Stand-in Kubernetes and fewer repetitions: shows that the bench works, not what it measures. */
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<readonly BenchRow[]>>> = {
  create,
  fanout: fanOut,
  overhead,
  report,
  send,
  startup,
  storms,
  thousands,
};

async function main(args: readonly string[]): Promise<void> {
  const jsonAt = args.indexOf("--json");
  const file = jsonAt < 0 ? undefined : args[jsonAt + 1];
  const name = args.find((argument) => !argument.startsWith("--") && argument !== file);
  if (name !== undefined && !Object.hasOwn(BENCHES, name)) {
    const names = Object.keys(BENCHES).join(", ");
    console.error(
      `usage: npm run bench [-- NAME] [--json FILE] [--quick]; NAME is one of ${names}`,
    );
    process.exitCode = 2;
    return;
  }
  const options = { quick: args.includes("--quick"), log: (line: string) => console.error(line) };
  let found: BenchResults | undefined;
  for (const bench of name === undefined ? Object.keys(BENCHES) : [name]) {
    const rows = await BENCHES[bench]!(options);
    console.log(`${bench}\n${formatRows(rows)}\n`);
    found = keepResults(file, { ...found?.benches, [bench]: rows });
  }
  if (name === undefined && !options.quick) publish(found!);
}

void main(process.argv.slice(2));
