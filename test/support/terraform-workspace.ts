import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PipelineEvent } from "../../provider/src/pipeline/events";
import { providerMirror } from "./terraform-provider-mirror";

/** A configuration in Terraform's JSON syntax: `${…}` in strings are expressions. */
export type Configuration = Readonly<Record<string, unknown>>;

/** How a run of Terraform ended. */
export interface TerraformRun {
  readonly code: number;
  /** Both streams, in the order of arrival. */
  readonly output: string;
  /** The same in one line, because Terraform breaks the lines of messages at words. */
  readonly text: string;
  readonly seconds: number;
}

/** What a plan will do, as `terraform show -json` tells it. */
export interface TerraformPlan extends TerraformRun {
  /** Address → actions, of all resources that change. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
  /** Address → the planned `steps`, of all resources that change. */
  readonly steps: Readonly<Record<string, readonly string[]>>;
  /** All of `terraform show -json`. */
  readonly json: string;
}

/** A Terraform process under way. */
export interface RunningTerraform {
  readonly process: ChildProcess;
  readonly ended: Promise<TerraformRun>;
}

/** A folder with a configuration, its state, and the provider of this checkout. */
export interface TerraformWorkspace {
  readonly folder: string;
  /** Path of the event log, for the provider block. */
  readonly eventLog: string;
  /** Replaces the configuration. */
  write(configuration: Configuration): void;
  apply(configuration?: Configuration, ...args: readonly string[]): Promise<TerraformRun>;
  destroy(...args: readonly string[]): Promise<TerraformRun>;
  plan(configuration?: Configuration, ...args: readonly string[]): Promise<TerraformPlan>;
  /** Applies what the last {@link plan} found. */
  applyPlan(): Promise<TerraformRun>;
  /** Any other command. */
  run(...args: readonly string[]): Promise<TerraformRun>;
  /** Starts a command without waiting for its end. */
  start(...args: readonly string[]): RunningTerraform;
  /** Attributes of a resource in the state, and whether it is tainted; undefined when it is not there. */
  resource(address: string): StateResource | undefined;
  /** The text of the state file. */
  stateText(): string;
  /** What the event log says of objects, in order. */
  events(): readonly PipelineEvent[];
  /** Deletes the folder. What it made stays. */
  remove(): void;
}

/** One object of the state file. */
export interface StateResource {
  readonly tainted: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Why a run failed, in one line; empty when it succeeded. */
export function errorsOf({ code, text }: TerraformRun): string {
  return code === 0 ? "" : `exit code ${code}: ${text.slice(text.indexOf("Error:"))}`;
}

/** The errors among a run's messages, each in one line. */
export function errorList({ text }: TerraformRun): readonly string[] {
  return text.split(/ (?=(?:Error|Warning): )/).filter((part) => part.startsWith("Error: "));
}

/** Makes a workspace; `environment` comes on top of this process's own, without its home directory. */
export function openWorkspace(environment: NodeJS.ProcessEnv = {}): TerraformWorkspace {
  const folder = mkdtempSync(join(tmpdir(), "workspace-"));
  const eventLog = join(folder, "events.jsonl");
  const env = {
    ...process.env,
    TF_CLI_CONFIG_FILE: providerMirror(),
    CHECKPOINT_DISABLE: "1",
    TF_IN_AUTOMATION: "1",
    HOME: folder,
    ...environment,
  };
  const write = (configuration: Configuration) =>
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration, null, 2));
  const start = (...args: readonly string[]) => startTerraform(folder, env, args);
  const run = (...args: readonly string[]) => start(...args).ended;
  const ready = async (configuration: Configuration | undefined) => {
    if (configuration !== undefined) write(configuration);
    if (existsSync(join(folder, ".terraform"))) return;
    const { code, output } = await run("init", ...QUIET);
    if (code !== 0) throw new Error(`terraform init failed: ${output}`);
  };
  const readState = () =>
    existsSync(join(folder, "terraform.tfstate"))
      ? readFileSync(join(folder, "terraform.tfstate"), "utf8")
      : "{}";
  return {
    folder,
    eventLog,
    write,
    run,
    start,
    async apply(configuration, ...args) {
      await ready(configuration);
      return run("apply", "-auto-approve", ...QUIET, ...args);
    },
    destroy: (...args) => run("destroy", "-auto-approve", ...QUIET, ...args),
    async plan(configuration, ...args) {
      await ready(configuration);
      const planned = await run("plan", "-out=plan", ...QUIET, ...args);
      if (planned.code !== 0) return { ...planned, actions: {}, steps: {}, json: "" };
      const json = await showPlan(folder, env);
      return { ...planned, ...changesOf(json), json };
    },
    applyPlan: () => run("apply", ...QUIET, "plan"),
    resource: (address) => findResource(readState(), address),
    stateText: readState,
    events: () =>
      !existsSync(eventLog)
        ? []
        : readFileSync(eventLog, "utf8")
            .split("\n")
            .slice(0, -1) // what follows the last line end is a line under way
            .map((line) => JSON.parse(line) as PipelineEvent)
            .filter(({ step }: Partial<PipelineEvent>) => step !== undefined),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const QUIET = ["-input=false", "-no-color"];

function startTerraform(
  folder: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
): RunningTerraform {
  const from = performance.now();
  const child = spawn("terraform", args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const ended = new Promise<TerraformRun>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        code: code ?? -1,
        output,
        text: output.replaceAll(/\s+/g, " "),
        seconds: (performance.now() - from) / 1000,
      }),
    );
  });
  return { process: child, ended };
}

function showPlan(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn("terraform", ["show", "-json", "plan"], { cwd: folder, env });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
    child.on("error", reject);
    child.on("close", () => resolve(text));
  });
}

interface PlanJson {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly after: { readonly steps?: readonly string[] } | null;
    };
  }[];
}

function changesOf(json: string): Pick<TerraformPlan, "actions" | "steps"> {
  const changes = ((JSON.parse(json) as PlanJson).resource_changes ?? []).filter(
    ({ change }) => !["no-op", "read"].includes(change.actions[0] ?? ""),
  );
  return {
    actions: Object.fromEntries(changes.map(({ address, change }) => [address, change.actions])),
    steps: Object.fromEntries(
      changes.map(({ address, change }) => [address, change.after?.steps ?? []]),
    ),
  };
}

interface StateJson {
  readonly resources?: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string;
      readonly status?: string;
      readonly attributes: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

function findResource(state: string, address: string): StateResource | undefined {
  for (const { type, name, instances } of (JSON.parse(state) as StateJson).resources ?? []) {
    for (const { index_key: key, status, attributes } of instances) {
      const suffix = key === undefined ? "" : `[${JSON.stringify(key)}]`;
      if (`${type}.${name}${suffix}` === address) {
        return { tainted: status === "tainted", attributes };
      }
    }
  }
  return undefined;
}
