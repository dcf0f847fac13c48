import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atMost, median, type BenchRow } from "./bench-row";
import { largePlan } from "./report/large-plan";
import type { BenchOptions } from "./run";

const HOSTS = 1_000;

/** What the report of a plan for a thousand hosts costs, beside reading the same plan with Node and doing nothing with it. */
export function report({ quick, log }: BenchOptions): Promise<readonly BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-report-"));
  try {
    const files = prepare(folder);
    const times = quick ? 1 : 7;
    const alone = measure(times, ["-e", READ, files.plan], files.probe);
    const rows = ["markdown", "json", "html"].flatMap((format) => {
      log(`report as ${format}, ${times} times`);
      const args = [files.command, "report", files.plan, "--format", format];
      return rowsOf(format, measure(times, args, files.probe), alone);
    });
    return Promise.resolve(rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Cost {
  readonly seconds: number;
  readonly megabytes: number;
}

function rowsOf(format: string, ours: Cost, alone: Cost): readonly BenchRow[] {
  const of = `${format} of ${HOSTS.toLocaleString("en")} hosts, against parsing the plan`;
  return [
    atMost(of, 10, { ours: ours.seconds, peer: alone.seconds, unit: "s" }),
    atMost(`${of}: memory`, 4, { ours: ours.megabytes, peer: alone.megabytes, unit: "MB" }),
  ];
}

const READ = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';
const PROBE = `process.on("exit", () => require("node:fs").writeSync(2, "peak=" + process.resourceUsage().maxRSS))`;

function prepare(folder: string): Readonly<Record<"plan" | "command" | "probe", string>> {
  const files = {
    plan: join(folder, "plan.json"),
    command: join(folder, "cli/cdktf-sealos"),
    probe: join(folder, "probe.cjs"),
  };
  writeFileSync(files.plan, largePlan(HOSTS));
  writeFileSync(files.probe, PROBE);
  const root = join(__dirname, "..");
  execFileSync(process.execPath, [
    join(root, "scripts/build-provider.mjs"),
    join(root, "cli/src/main.ts"),
    files.command,
  ]);
  return files;
}

function measure(times: number, args: readonly string[], probe: string): Cost {
  const runs = Array.from({ length: times }, () => once(args, probe));
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
  };
}

function once(args: readonly string[], probe: string): Cost {
  const from = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--require", probe, ...args], {
    encoding: "utf8",
    maxBuffer: 256 << 20,
  });
  const seconds = (performance.now() - from) / 1000;
  const peak = /peak=(\d+)/.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined) throw new Error(`report failed: ${stderr}`);
  return { seconds, megabytes: Number(peak) / 1024 };
}
