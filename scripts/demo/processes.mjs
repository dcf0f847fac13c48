import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** How long Terraform and the provider may take to end a step and write what they know. */
const PATIENCE_MS = 180_000;

/**
 * Asks Terraform, where it runs in the folder, to stop: the provider ends or rolls back its step and the state is written. The CDKTF CLI
 * itself would kill Terraform at once, so it is asked only when there is no Terraform.
 */
export function interruptThoseIn(folder) {
  const all = processesIn(folder);
  const terraform = all.filter(({ name }) => name === "terraform");
  for (const { pid } of terraform.length > 0 ? terraform : all) signal(pid, "SIGINT");
}

/** Waits until nobody works in the folder any more; whoever does not end in time is killed. */
export async function waitForThoseIn(folder) {
  const limit = Date.now() + PATIENCE_MS;
  for (let all = processesIn(folder); all.length > 0; all = processesIn(folder)) {
    if (Date.now() > limit) for (const { pid } of all) signal(pid, "SIGKILL");
    await sleep(100);
  }
}

/** CDKTF, Terraform and provider processes in the folder or below: `{pid, name}`. Empty where there is no /proc. */
export function processesIn(folder) {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => ({ pid: Number(pid), ...describe(pid) }))
    .filter(({ name, cwd }) => (name === "terraform" || name === "node") && isBelow(cwd, folder));
}

/** When a process began, in the kernel's words; undefined when it has ended. A process id alone may be another's by now. */
export function startTime(pid) {
  try {
    if (process.platform !== "linux") return process.kill(pid, 0) ? "unknown" : undefined;
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return state === "Z" ? undefined : rest[18];
  } catch {
    return undefined;
  }
}

function describe(pid) {
  try {
    return {
      name: readFileSync(`/proc/${pid}/comm`, "utf8").trim(),
      cwd: readlinkSync(`/proc/${pid}/cwd`),
    };
  } catch {
    return {}; // it has ended, or belongs to somebody else
  }
}

function isBelow(cwd, folder) {
  return cwd === folder || cwd.startsWith(`${folder}/`);
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended
  }
}
