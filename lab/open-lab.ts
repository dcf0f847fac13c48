import { execFile } from "node:child_process";
import { networkInterfaces } from "node:os";
import { join } from "node:path";

/** One host of a lab, as `lab.sh inventory` prints it. */
export interface LabHost {
  readonly name: string;
  readonly address: string;
  readonly ipv6: string;
  readonly port: number;
  /** Every port that sshd listens on. */
  readonly ports: readonly number[];
  readonly user: string;
  readonly keyPath: string;
  /** Type and key, as in a known_hosts line. */
  readonly hostKey: string;
}

/** All hosts of a lab and what opens them. */
export interface LabInventory {
  readonly hosts: readonly LabHost[];
  readonly users: readonly string[];
  readonly password: string;
  readonly gateway: string;
  readonly gateway6: string;
  readonly knownHosts: string;
}

/** How a command ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running lab. */
export interface Lab {
  readonly name: string;
  /** The environment that makes `lab.sh` and `by-hand.sh` speak of this lab. */
  readonly environment: NodeJS.ProcessEnv;
  readonly inventory: LabInventory;
  /** Runs `lab.sh` with these arguments and never rejects: a failure is in the code. */
  run(...args: readonly string[]): Promise<Outcome>;
  /** Runs a shell command on host I as root, by SSH; rejects with its output when it fails. */
  ssh(host: number, command: string): Promise<string>;
  /** Lists what is on host I, a line a thing: two traces of an unchanged host are equal. */
  trace(host: number): Promise<readonly string[]>;
  /** Takes the lab down, traces and all. */
  down(): Promise<void>;
}

/** What a lab is to be; see lab/README.md. */
export interface LabOptions {
  readonly hosts: number;
  /** Tells labs of one process apart; default 0. */
  readonly index?: number;
}

/**
 * Starts a lab of fresh hosts that lasts until `down`, or until this process has ended and another lab starts. Its name and
 * network follow from the process id, so that test workers and checkouts do not meet.
 */
export async function openLab({ hosts, index = 0 }: LabOptions): Promise<Lab> {
  const environment = {
    ...process.env,
    ...labOf(process.pid, index),
    LAB_OWNER: String(process.pid),
  };
  const run = (...args: readonly string[]) => runScript("lab.sh", args, environment);
  const sure = async (...args: readonly string[]) => stdoutOf(args, await run(...args));
  const inventory = JSON.parse(await sure("up", String(hosts), "--fresh")) as LabInventory;
  return {
    name: environment.LAB_NAME,
    environment,
    inventory,
    run,
    ssh: (host, command) => sure("ssh", String(host), command),
    trace: async (host) => (await sure("trace", String(host))).trimEnd().split("\n"),
    down: async () => {
      await sure("down");
    },
  };
}

/** Builds the named images, or a set (real, standin, all), where needed; returns name → `oci:/path`. */
export async function labImages(
  ...names: readonly string[]
): Promise<Readonly<Record<string, string>>> {
  const outcome = await runScript("images.sh", names, process.env);
  return JSON.parse(stdoutOf(["images", ...names], outcome)) as Record<string, string>;
}

/** Whether this machine can run a lab: Linux and root. */
export function labPossible(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0;
}

/** A network in 10.128.0 to 10.255.255, clear of those that the lab's clusters use and of those that this machine is in. */
function labOf(pid: number, index: number) {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const isTaken = (net: string) => addresses.some(({ address }) => address.startsWith(`${net}.`));
  const third = (pid >> 7) % 256;
  const netOf = (turn: number) => `10.${128 + ((pid + 41 * index + turn) % 128)}.${third}`;
  let turn = 0;
  while (isTaken(netOf(turn))) turn += 1;
  return { LAB_NAME: `p${pid}${String.fromCharCode(97 + index)}`, LAB_NET: netOf(turn) };
}

function runScript(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const command = ["bash", join(__dirname, script), ...args] as const;
    execFile(
      command[0],
      command.slice(1),
      { env, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        resolve({
          code: error === null ? 0 : typeof error.code === "number" ? error.code : 1,
          stdout,
          stderr,
        });
      },
    );
  });
}

function stdoutOf(args: readonly string[], { code, stdout, stderr }: Outcome): string {
  if (code !== 0) throw new Error(`lab ${args.join(" ")} ended with ${code}: ${stderr}${stdout}`);
  return stdout;
}
