import { randomBytes } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { sha256Hex } from "./hash";

/** Where processes are looked up; default `/proc`. */
export interface ProcessTable {
  readonly root?: string;
}

/**
 * Names a run for people and, on Linux, for {@link hasEnded}: `user@machine random`, then `.machine.process.start`, where the second
 * machine stands for one boot and one space of process ids. Two calls never answer the same.
 */
export function nameRun({ root = "/proc" }: ProcessTable = {}): string {
  const name = `${userInfo().username}@${hostname()} ${randomBytes(4).toString("hex")}`;
  const machine = machineOf(root);
  const start = startOf(root, process.pid);
  return machine === undefined || start === undefined
    ? name
    : `${name}.${machine}.${process.pid}.${start}`;
}

/**
 * Whether a text holds the name of a run whose process is known to have ended. A run of another machine may always go on, so that its
 * locks have to run out.
 */
export function hasEnded(text: string, { root = "/proc" }: ProcessTable = {}): boolean {
  const [, machine, process, start] = NAME.exec(text) ?? [];
  if (process === undefined || machine !== machineOf(root)) return false;
  return startOf(root, Number(process)) !== start;
}

const NAME = /\S+@\S+ [0-9a-f]{8}\.([0-9a-f]{8})\.(\d+)\.(\d+)$/;

/** Process ids mean the same only within one boot and one namespace. */
function machineOf(root: string): string | undefined {
  try {
    const boot = readFileSync(`${root}/sys/kernel/random/boot_id`, "utf8").trim();
    return sha256Hex(`${boot} ${readlinkSync(`${root}/self/ns/pid`)}`).slice(0, 8);
  } catch {
    return undefined;
  }
}

/** When a process began, in ticks since the boot; undefined when there is none, or only its remains. */
function startOf(root: string, process: number): string | undefined {
  try {
    const stat = readFileSync(`${root}/${process}/stat`, "utf8");
    // The name of the program, in parentheses, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
