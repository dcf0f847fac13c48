import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const SCRIPTS = join(__dirname, "../../../scripts");

describe("the demo's command line", () => {
  it.each([
    [["--hosts", "a b@"], '--hosts has "a b@"; write user@address[:port]'],
    [["--frobnicate"], "Unknown option '--frobnicate'"],
  ])("refuses %j with its rule", (args, message) => {
    const { status, stderr } = run([join(SCRIPTS, "demo.mjs"), ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    ["root@192.0.2.1", [{ user: "root", address: "192.0.2.1", port: 22 }]],
    ["192.0.2.1:2222", [{ user: "root", address: "192.0.2.1", port: 2222 }]],
    [
      "ops@[fd00::1]:22,b.example",
      [
        { user: "ops", address: "fd00::1", port: 22 },
        { user: "root", address: "b.example", port: 22 },
      ],
    ],
  ])("reads --hosts %s", (text, hosts) => {
    const options = evaluate("options", `readOptions(["--hosts", ${JSON.stringify(text)}])`);
    expect(options).toMatchObject({ hosts, quick: false, destroy: false });
  });
});

describe("the demo's progress", () => {
  it("adds up finished steps from whole lines of the event log", () => {
    const folder = mkdtempSync(join(tmpdir(), "events-"));
    const log = join(folder, "events.jsonl");
    const events = [
      { type: "step-started", resource: "sealos_host", host: "cp-1", step: "check" },
      { type: "step-finished", resource: "sealos_host", host: "cp-1", step: "check", seconds: 0.5 },
      { type: "step-finished", resource: "sealos_node", host: "w-1", step: "join", seconds: 2 },
    ].map((event) => `${JSON.stringify(event)}\n`);
    writeFileSync(`${log}.new`, `${events.join("")}{"type":"step-fin`);
    const steps = evaluate(
      "progress",
      `(() => {
        const progress = followEvents(${JSON.stringify(log)});
        fs.renameSync(${JSON.stringify(`${log}.new`)}, ${JSON.stringify(log)});
        return progress.stop();
      })()`,
    );
    rmSync(folder, { recursive: true });
    expect(steps).toEqual([
      { host: "cp-1", step: "check", seconds: 0.5 },
      { host: "w-1", step: "join", seconds: 2 },
    ]);
  });
});

/** The value of an expression over what a module of the demo exports. */
function evaluate(module: string, expression: string): unknown {
  const url = pathToFileURL(join(SCRIPTS, `demo/${module}.mjs`)).href;
  const { stdout, stderr } = run([
    "--input-type=module",
    "--eval",
    `import fs from "node:fs"; import * as exported from ${JSON.stringify(url)};
     const { readOptions, followEvents } = exported;
     console.log(JSON.stringify(${expression}));`,
  ]);
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

function run(args: readonly string[]) {
  return spawnSync(process.execPath, args, { encoding: "utf8" });
}
