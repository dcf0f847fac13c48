import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { forgetChecksums, mirrorProvider } from "../mirror.mjs";
import { root } from "../machine.mjs";
import { hostSettings, providerSettings } from "./hosts.mjs";
import { interruptThoseIn, waitForThoseIn } from "./processes.mjs";

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** The stack as a project of the CDKTF CLI: `run(command)` drives it, `planSummary()` reads the last plan. */
export function openStack(work, { hosts, images }) {
  mkdirSync(work.project, { recursive: true });
  writeFileSync(join(work.project, "cdktf.json"), JSON.stringify(projectFile(), null, 2));
  const environment = { ...process.env, ...environmentOf(work, hosts, images) };
  forgetChecksums(work.stack);
  return {
    run: (...args) => runCdktf(work, environment, args),
    planSummary: () => summaryOf(readPlan(work.stack, environment)),
  };
}

function projectFile() {
  const tsx = join(root, "node_modules/.bin/tsx");
  return {
    language: "typescript",
    app: `${tsx} ${join(root, "examples/cdktf/quickstart/main.ts")}`,
    sendCrashReports: "false",
    projectId: "demo",
  };
}

function environmentOf(work, hosts, { kubernetes, application }) {
  const provider = {
    ...providerSettings(hosts),
    builder: { storageRoot: work.path("storage") },
    deletionProtection: false, // hosts of a demo come and go
    eventLog: work.eventLog,
  };
  return {
    CHECKPOINT_DISABLE: "1",
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    TF_CLI_CONFIG_FILE: mirrorProvider(work.path()),
    SEALOS_HOSTS: JSON.stringify(hostSettings(hosts)),
    SEALOS_PROVIDER: JSON.stringify(provider),
    ...(kubernetes === undefined ? {} : { SEALOS_IMAGE: kubernetes }),
    ...(application === undefined ? {} : { SEALOS_APP_IMAGE: application }),
  };
}

// In a process group of its own, so that a Ctrl-C reaches Terraform once, and from here.
async function runCdktf(work, env, args) {
  const log = work.path(`cdktf-${args[0]}.log`);
  const output = openSync(log, "w", 0o600);
  const program = join(root, "node_modules/.bin/cdktf");
  const child = spawn(program, [...args, "--skip-provider-lock", "--no-color"], {
    cwd: work.project,
    env,
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  let isCancelled = false;
  const stop = () => {
    if (isCancelled) process.kill(-child.pid, "SIGINT");
    else console.error("demo: stopping; the step under way ends first");
    isCancelled = true;
    interruptThoseIn(work.project);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  const code = await new Promise((resolve, reject) =>
    child.on("error", reject).on("exit", resolve),
  );
  await waitForThoseIn(work.project);
  for (const signal of STOP_SIGNALS) process.off(signal, stop);
  if (code !== 0 || isCancelled) throw failure(args[0], log, isCancelled);
}

function failure(command, log, cancelled) {
  if (cancelled) {
    const text =
      "cancelled; `npm run demo -- --resume` goes on, `npm run demo` starts anew, `-- --destroy` cleans up";
    return Object.assign(new Error(text), { exitCode: 130 });
  }
  const tail = readFileSync(log, "utf8").trimEnd().split("\n").slice(-40).join("\n");
  return new Error(`cdktf ${command} failed; the end of ${log}:\n${tail}`);
}

function readPlan(stack, env) {
  const text = execFileSync("terraform", ["show", "-json", "plan"], {
    cwd: stack,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return JSON.parse(text);
}

/** How many objects a plan adds, changes and destroys, a replacement counting twice, and the steps that it announces. */
function summaryOf({ resource_changes: changes = [] }) {
  const count = (action) => changes.filter(({ change }) => change.actions.includes(action)).length;
  return {
    actions: { add: count("create"), change: count("update"), destroy: count("delete") },
    objects: changes
      .filter(
        ({ change }) => !change.actions.every((action) => action === "no-op" || action === "read"),
      )
      .map(({ address, change }) => ({
        address,
        actions: change.actions,
        steps: change.after?.steps ?? [],
      })),
  };
}
