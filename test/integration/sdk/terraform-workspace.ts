import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How a run of Terraform ended. */
export interface TerraformRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What a user sees, both streams in one. */
  readonly output: string;
}

/** A run that is still going on. */
export interface RunningTerraform {
  readonly process: ChildProcess;
  readonly ended: Promise<TerraformRun>;
  /** Resolves once the output holds this text; rejects if the run ends without it. */
  waitFor(text: string): Promise<void>;
}

/** A root module in a temporary folder, and the real Terraform to run in it. */
export class TerraformWorkspace {
  readonly folder = mkdtempSync(join(tmpdir(), "terraform-"));
  readonly #environment: NodeJS.ProcessEnv;

  /** `installation` is the body of `provider_installation` in the CLI configuration. */
  constructor(installation: string, environment: Readonly<Record<string, string>> = {}) {
    const configFile = join(this.folder, "cli.tfrc");
    writeFileSync(configFile, `provider_installation {\n${installation}\n}\n`);
    this.#environment = {
      ...process.env,
      TF_CLI_CONFIG_FILE: configFile,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      ...environment,
    };
  }

  write(configuration: string, file = "main.tf"): void {
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, file), configuration);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Runs a command to its end; the test fails if it exits with an error. */
  async run(...command: readonly string[]): Promise<TerraformRun> {
    const run = await this.try(...command);
    if (run.code !== 0) throw new Error(`terraform ${command.join(" ")}: ${run.output}`);
    return run;
  }

  /** Runs a command to its end, whatever that is. */
  try(...command: readonly string[]): Promise<TerraformRun> {
    return this.start(command).ended;
  }

  /** Starts a command in a process group of its own, as a shell does. */
  start(
    command: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): RunningTerraform {
    const child = spawn("terraform", withoutColour(command), {
      cwd: this.folder,
      env: { ...this.#environment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const texts = { stdout: "", stderr: "", output: "" };
    const listeners = new Set<() => void>();
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (chunk: Buffer) => {
        texts[name] += chunk.toString();
        texts.output += chunk.toString();
        listeners.forEach((notify) => notify());
      });
    }
    const ended = new Promise<TerraformRun>((resolve) =>
      child.once("close", (code) => resolve({ code, ...texts })),
    );
    const waitFor = (text: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (texts.output.includes(text)) resolve();
        };
        listeners.add(check);
        check();
        void ended.then(({ output }) => reject(new Error(`no "${text}" in: ${output}`)));
      });
    return { process: child, ended, waitFor };
  }

  /** The attributes of a resource in the state, as Terraform stores them. */
  stateOf(
    address: string,
  ): { readonly status?: string; readonly attributes: Attributes } | undefined {
    const state = JSON.parse(this.read("terraform.tfstate")) as State;
    const found = state.resources.find(({ type, name }) => `${type}.${name}` === address);
    return found?.instances[0];
  }

  /** The planned actions by address, of a plan saved before. */
  async actionsOf(planFile: string): Promise<Record<string, readonly string[]>> {
    const { stdout } = await this.run("show", "-json", planFile);
    const plan = JSON.parse(stdout) as {
      readonly resource_changes?: readonly {
        readonly address: string;
        readonly change: { readonly actions: readonly string[] };
      }[];
    };
    return Object.fromEntries(
      (plan.resource_changes ?? []).map(({ address, change }) => [address, change.actions]),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

type Attributes = Readonly<Record<string, unknown>>;

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly status?: string; readonly attributes: Attributes }[];
  }[];
}

const WITHOUT_COLOUR = [
  "init",
  "validate",
  "plan",
  "apply",
  "destroy",
  "refresh",
  "import",
  "show",
];

// The flag comes before the arguments of the command.
function withoutColour([command = "", ...rest]: readonly string[]): readonly string[] {
  return WITHOUT_COLOUR.includes(command) ? [command, "-no-color", ...rest] : [command, ...rest];
}
