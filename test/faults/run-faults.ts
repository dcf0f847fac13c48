import { cpSync } from "node:fs";
import { join } from "node:path";
import { findProvider } from "../support/provider-process";
import { openWorkspace } from "../support/terraform-workspace";
import { commandsOf } from "./command-gate";
import { hostsAsked, NOT_STRUCK, type Fault, type Scene } from "./fault";
import type { Lane } from "./lane";

/** The provider gets no chance to say a word. */
export const providerKilled: Fault = {
  title: "provider killed (SIGKILL)",
  strike: ({ run }) => signal("SIGKILL", providerOf(run)),
};

/** A terminal sends the interrupt to Terraform and to the provider alike. */
export const interrupted: Fault = {
  title: "Ctrl-C",
  strike: ({ run }) => signal("SIGINT", run.process.pid, providerOf(run)),
};

/**
 * Somebody else applies the same, from a copy of the state. The step waits in its first command meanwhile, so that the other one
 * meets it for certain; one without a command cannot be held, and then only the end counts.
 */
export const secondRun: Fault = {
  title: "second run at the same time",
  arm: (scene) => {
    const hold = newHold();
    holds.set(scene.lane, hold);
    return scene.lane.gate.arm(hostsAsked(scene), commandsOf(scene.isUnderWay, 1, hold.command));
  },
  async strike(scene) {
    const hold = holds.get(scene.lane)!;
    try {
      await applyBeside(scene, hold);
    } finally {
      hold.release();
    }
  },
  lift: ({ lane }) => lane.gate.disarm(),
};

/** Where a step waits. */
interface Hold {
  /** Holds a command until the release. */
  readonly command: () => Promise<"run">;
  isHeld(): boolean;
  release(): void;
}

/** The hold of a lane's cell. */
const holds = new WeakMap<Lane, Hold>();

function newHold(): Hold {
  let held = false;
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  const command = () => {
    held = true;
    return released.then(() => "run" as const);
  };
  return { command, isHeld: () => held, release };
}

const CLEAR = /only one run at a time|they change one at a time|is changing this host since/;

async function applyBeside(scene: Scene, hold: Hold): Promise<void> {
  const { lane, at, runsCommands, declared } = scene;
  const second = openWorkspace({ PATH: `${lane.builder.directory}:${process.env["PATH"]}` });
  try {
    for (const name of ["main.tf.json", "terraform.tfstate", ".terraform", ".terraform.lock.hcl"]) {
      copy(join(lane.workspace.folder, name), join(second.folder, name));
    }
    const known = new Set(lane.workspace.events().map(({ run }) => run));
    const ended = await second.run(...declared, `-target=${addressOf(at)}`);
    // Where several hosts are at work, it may be the command of another one that is held.
    if (!hold.isHeld() || !scene.isUnderWay()) {
      if (runsCommands) scene.problem(`${NOT_STRUCK}: no command could be held`);
      return;
    }
    if (ended.code === 0 || !CLEAR.test(ended.text)) {
      scene.problem(`the second run ended with ${ended.code} and said: ${ended.text.slice(-400)}`);
    }
    const changed = lane.workspace
      .events()
      .filter(({ run, type }) => !known.has(run) && type === "step-started");
    if (changed.length > 0)
      scene.problem(`the second run began ${changed.map(({ step }) => step).join(", ")}`);
  } finally {
    second.remove();
  }
}

/** The object that a step belongs to; see cluster-stack.ts and stacks.ts for the names. */
function addressOf({ resource, host }: Scene["at"]): string {
  switch (resource) {
    case "sealos_cluster":
      return "sealos_cluster.main";
    case "sealos_app":
      return "sealos_app.hello";
    default:
      return `${resource}.${host}`;
  }
}

function copy(from: string, to: string): void {
  try {
    cpSync(from, to, { recursive: true, verbatimSymlinks: true });
  } catch {
    // a state or lock file that does not exist yet
  }
}

function providerOf({ process: { pid } }: Scene["run"]): number {
  const provider = pid === undefined ? undefined : findProvider(pid);
  if (provider === undefined) throw new Error("the run has no provider any more");
  return provider;
}

function signal(name: NodeJS.Signals, ...processes: readonly (number | undefined)[]): void {
  for (const id of processes) if (id !== undefined) process.kill(id, name);
}
