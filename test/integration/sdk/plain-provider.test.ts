import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildForTest } from "../../support/protocol-client/build-for-test";
import { StartedProviders } from "../../support/protocol-client/started-providers";
import { TerraformWorkspace } from "./terraform-workspace";

const reattached = new StartedProviders();
let executable: string;
let workspace: TerraformWorkspace;

beforeAll(() => {
  executable = buildForTest("test/support/protocol-client/plain-provider/main.ts", "plain");
});

beforeEach(() => {
  const override = `"acme/plain" = ${JSON.stringify(dirname(executable))}`;
  workspace = new TerraformWorkspace(`dev_overrides {\n${override}\n}`);
});

afterEach(async () => {
  await reattached.endAll();
  workspace.remove();
});

afterAll(() => rmSync(dirname(executable), { recursive: true }));

function configure(mode: string, more = ""): void {
  workspace.write(`
    terraform {
      required_providers {
        plain = { source = "acme/plain" }
      }
    }
    provider "plain" {
      label = "first"
    }
    resource "plain_thing" "a" {
      name = "a"
      mode = ${JSON.stringify(mode)}
    }
    ${more}`);
}

/** The process IDs of running providers of this test. */
function runningProviders(): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,stat=,args="]).toString().split("\n");
  return lines
    .filter((line) => line.includes(executable) && !/^\s*\d+\s+Z/.test(line))
    .map((line) => Number.parseInt(line, 10));
}

async function whenNoProviderRuns(): Promise<void> {
  while (runningProviders().length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

it("leaves no process and no socket behind, and is never killed", async () => {
  configure("");
  const run = await workspace.start(["apply", "-auto-approve"], {
    TF_LOG: "DEBUG",
    TF_LOG_PATH: join(workspace.folder, "log"),
    PLUGIN_UNIX_SOCKET_DIR: workspace.folder,
  }).ended;
  expect(run.code).toBe(0);
  expect(workspace.read("log")).not.toContain("plugin failed to exit gracefully");
  expect(runningProviders()).toEqual([]);
  const sockets = execFileSync("find", [workspace.folder, "-name", "plugin-*"]).toString();
  expect(sockets).toBe("");
});

it("works without TLS where Terraform is told so", async () => {
  configure("");
  const run = await workspace.start(["apply", "-auto-approve"], { TF_DISABLE_PLUGIN_TLS: "1" })
    .ended;
  expect(run.code).toBe(0);
});

it("has its log lines understood: level, message and fields, secrets removed", async () => {
  configure("");
  const run = await workspace.start(["apply", "-auto-approve"], { TF_LOG_PROVIDER: "info" }).ended;
  expect(run.stderr).toMatch(/\[INFO\] +provider\.terraform-provider-plain: applying: /);
  expect(run.stderr).toContain("resource=plain_thing");
  expect(run.stderr).toContain("(redacted)");
  expect(run.stderr).not.toContain("hunter2");
});

it("has an uncaught exception shown to the user, redacted", async () => {
  configure("crash");
  const { code, output } = await workspace.try("apply", "-auto-approve");
  expect(code).toBe(1);
  expect(output).toContain("panic: boom with password (redacted)");
  expect(output).not.toContain("hunter2");
});

it("that is killed in mid-apply makes Terraform fail, and the next run starts over", async () => {
  configure("for ever");
  const apply = workspace.start(["apply", "-auto-approve"], { TF_LOG_PROVIDER: "debug" });
  await apply.waitFor("apply is running");
  execFileSync("kill", ["-KILL", ...runningProviders().map(String)]);
  const { code, output } = await apply.ended;
  expect(code).toBe(1);
  // Terraform's words for a call that lost its plugin; which of them depends on how far the loss was noticed.
  expect(output).toMatch(/Plugin did not respond|Request cancelled|Plugin error/);
  configure("");
  expect((await workspace.run("apply", "-auto-approve")).output).toContain("1 added");
});

it("ends when Terraform is killed in mid-apply", async () => {
  configure("until stopped");
  const apply = workspace.start(["apply", "-auto-approve"], { TF_LOG_PROVIDER: "debug" });
  await apply.waitFor("apply is running");
  apply.process.kill("SIGKILL");
  await whenNoProviderRuns();
});

it("cannot hold up a second interrupt", async () => {
  configure("for ever");
  const apply = workspace.start(["apply", "-auto-approve"], { TF_LOG_PROVIDER: "debug" });
  await apply.waitFor("apply is running");
  process.kill(-apply.process.pid!, "SIGINT");
  await apply.waitFor("Interrupt received");
  process.kill(-apply.process.pid!, "SIGINT");
  const { code, output } = await apply.ended;
  expect(code).toBe(1);
  expect(output).toContain("Two interrupts received");
  await whenNoProviderRuns();
});

it("serves many runs and aliases from one process when reattached", async () => {
  const provider = reattached.start(executable, {
    arguments: ["--reattach"],
    environment: { TF_PLUGIN_MAGIC_COOKIE: undefined, PLUGIN_CLIENT_CERT: undefined },
  });
  const line = await provider.firstLine();
  const TF_REATTACH_PROVIDERS = /'(.*)'/.exec(line)![1]!;
  configure(
    "",
    `provider "plain" {
       alias = "other"
       label = "second"
     }
     resource "plain_thing" "b" {
       provider = plain.other
       name     = "b"
     }`,
  );
  const apply = workspace.start(["apply", "-auto-approve"], { TF_REATTACH_PROVIDERS });
  await apply.waitFor("Apply complete");
  expect(runningProviders()).toEqual([provider.pid]);
  await apply.ended;
  expect(workspace.stateOf("plain_thing.a")?.attributes).toMatchObject({ label: "first" });
  expect(workspace.stateOf("plain_thing.b")?.attributes).toMatchObject({ label: "second" });
  const plan = workspace.start(["plan"], { TF_REATTACH_PROVIDERS });
  expect((await plan.ended).output).toContain("No changes");
  provider.kill("SIGINT");
  expect(await provider.ended).toEqual({ code: 0, signal: null });
});

it("tells Terraform's user why it cannot start", async () => {
  configure("");
  const missing = join(workspace.folder, "missing");
  expect(existsSync(missing)).toBe(false);
  const plan = workspace.start(["plan"], { PLUGIN_UNIX_SOCKET_DIR: missing });
  expect((await plan.ended).output).toContain("The provider could not start: ENOENT");
});
