import { setTimeout as delay } from "node:timers/promises";
import { commandsOf, type Verdict } from "./command-gate";
import { hostsAsked, NOT_STRUCK, type Fault, type Scene } from "./fault";
import type { Lane } from "./lane";

const CUT_MS = 30_000;
const MOST_FAILURES = 5;

/** sshd drops every connection of the run; the host goes on. */
export const sshIsCut: Fault = {
  title: "SSH connection cut",
  strike: ({ lane, host }) => inside(lane, host, "pkill -KILL -f '^sshd: root' || true"),
};

/** The power of the host goes and comes back. */
export const hostReboots: Fault = {
  title: "host rebooted",
  async strike({ lane, host }) {
    await lane.lab.run("stop", String(host));
    const { code, stderr } = await lane.lab.run("start", String(host));
    if (code !== 0) throw new Error(`node${host} does not start again: ${stderr}`);
  },
};

/** The host's cable is out for half a minute; the time is what the fault is about. */
export const networkIsCut: Fault = {
  title: "network cut for 30 s",
  async strike({ lane, host }) {
    await lane.lab.run("cut", String(host));
    await delay(CUT_MS);
    await lane.lab.run("mend", String(host));
  },
};

/** The host cannot write a byte until the run has failed. */
export const diskIsFull: Fault = {
  title: "disk full",
  strike: ({ lane, host }) => lane.disks?.fill(host!),
  lift: ({ lane, host }) => lane.disks?.free(host!),
};

/** Commands of the step end with 1, or the unit that it starts does. Some only ask, so that one is not enough. */
export const commandFails: Fault = {
  title: "command exits 1",
  arm(scene) {
    const { lane, isUnderWay } = scene;
    let unitFailed = false;
    struck.delete(lane);
    const judge = (command: string): Verdict => {
      struck.add(lane);
      if (unitFailed) return "run"; // so that its end is heard
      unitFailed = command.includes("launch-unit");
      return unitFailed ? "fail-unit" : "fail";
    };
    return lane.gate.arm(hostsAsked(scene), commandsOf(isUnderWay, MOST_FAILURES, judge));
  },
  async lift(scene) {
    await scene.lane.gate.disarm();
    if (!struck.has(scene.lane)) scene.problem(`${NOT_STRUCK}: the step ran no command`);
  },
};

/** Lanes where a command of the cell was made to fail. */
const struck = new WeakSet<Lane>();

async function inside({ lab }: Scene["lane"], host: number | undefined, script: string) {
  const { code, stderr } = await lab.run("exec", String(host), "sh", "-c", script);
  if (code !== 0) throw new Error(`node${host}: ${script}: ${stderr}`);
}
