import { execFileSync, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { buildForTest } from "../support/protocol-client/build-for-test";
import { callProvider } from "../support/protocol-client/core-client";
import { creation, readThing } from "../support/protocol-client/plain-values";
import type { ProviderProcess } from "../support/protocol-client/provider-process";
import { StartedProviders } from "../support/protocol-client/started-providers";

const NO_BYTES = new Uint8Array(0);
const SHUTDOWN = "/plugin.GRPCController/Shutdown";

const providers = new StartedProviders();
let executable: string;

beforeAll(() => {
  executable = buildForTest("test/support/protocol-client/plain-provider/main.ts", "plain");
});

afterEach(() => providers.endAll());

afterAll(() => rmSync(dirname(executable), { recursive: true }));

function start(): ProviderProcess {
  return providers.start(executable);
}

describe("shutdown", () => {
  it("is answered and obeyed at once when nothing is running", async () => {
    const provider = start();
    const client = await provider.connect();
    const before = performance.now();
    expect(await client.call(SHUTDOWN, NO_BYTES)).toMatchObject({ status: 0 });
    client.destroy();
    expect(await provider.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it("does not depend on the client to hang up", async () => {
    const provider = start();
    const client = await provider.connect();
    await client.call(SHUTDOWN, NO_BYTES);
    expect(await provider.ended).toEqual({ code: 0, signal: null });
  });

  it("lets running work hand back what it reached", async () => {
    const provider = start();
    const client = await provider.connect();
    const applying = callProvider(
      client,
      "ApplyResourceChange",
      creation({ mode: "until stopped" }),
    );
    await provider.waitForStderr("apply is running");
    const shutdown = client.call(SHUTDOWN, NO_BYTES);
    expect(readThing((await applying).newState)).toMatchObject({ ready: false });
    expect(await shutdown).toMatchObject({ status: 0 });
    expect(await provider.ended).toEqual({ code: 0, signal: null });
  });

  it("waits less than the two seconds after which Terraform kills", async () => {
    const provider = start();
    const client = await provider.connect();
    const applying = callProvider(client, "ApplyResourceChange", creation({ mode: "for ever" }));
    applying.catch(() => undefined);
    await provider.waitForStderr("apply is running");
    const before = performance.now();
    await client.call(SHUTDOWN, NO_BYTES);
    expect(performance.now() - before).toBeGreaterThan(1_400);
    expect(await provider.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - before).toBeLessThan(2_000);
    await expect(applying).rejects.toThrow();
  });
});

describe("stop", () => {
  it("aborts running work, and its reply still arrives", async () => {
    const provider = start();
    const client = await provider.connect();
    const applying = callProvider(
      client,
      "ApplyResourceChange",
      creation({ mode: "until stopped" }),
    );
    await provider.waitForStderr("apply is running");
    expect(await callProvider(client, "StopProvider", {})).toEqual({ error: "" });
    expect(readThing((await applying).newState)).toMatchObject({ ready: false });
  });

  it("is what TERM to the provider alone means", async () => {
    const provider = start();
    const client = await provider.connect();
    const applying = callProvider(
      client,
      "ApplyResourceChange",
      creation({ mode: "until stopped" }),
    );
    await provider.waitForStderr("apply is running");
    provider.kill("SIGTERM");
    expect(readThing((await applying).newState)).toMatchObject({ ready: false });
    expect(await callProvider(client, "GetMetadata", {})).toBeDefined();
  });

  it("is final: work that begins later is stopped at once", async () => {
    const client = await start().connect();
    await callProvider(client, "StopProvider", {});
    const applied = await callProvider(
      client,
      "ApplyResourceChange",
      creation({ mode: "until stopped" }),
    );
    expect(readThing(applied.newState)).toMatchObject({ ready: false });
  });
});

describe("signals of the terminal", () => {
  it.each(["SIGINT", "SIGHUP"] as const)("%s is left to Terraform", async (signal) => {
    const provider = start();
    const client = await provider.connect();
    provider.kill(signal);
    provider.kill(signal);
    expect((await callProvider(client, "GetMetadata", {})).resources).toHaveLength(1);
  });

  it("TERM ends a provider that nobody is connected to", async () => {
    const provider = start();
    await provider.firstLine();
    provider.kill("SIGTERM");
    expect(await provider.ended).toEqual({ code: 0, signal: null });
  });
});

describe("a Terraform that dies", () => {
  it("leaves no orphan: running work is stopped, then the process ends", async () => {
    const provider = start();
    const client = await provider.connect();
    const applying = callProvider(
      client,
      "ApplyResourceChange",
      creation({ mode: "until stopped" }),
    );
    applying.catch(() => undefined);
    await provider.waitForStderr("apply is running");
    client.destroy();
    expect(await provider.ended).toEqual({ code: 0, signal: null });
    expect(provider.stderr).toContain("apply was stopped");
  });

  it("leaves no orphan that dies of a broken pipe in mid-work", async () => {
    const provider = start();
    const client = await provider.connect();
    const applying = callProvider(
      client,
      "ApplyResourceChange",
      creation({ mode: "until stopped" }),
    );
    applying.catch(() => undefined);
    await provider.waitForStderr("apply is running");
    provider.closePipes();
    client.destroy();
    expect(await provider.ended).toEqual({ code: 0, signal: null });
  });

  it("is noticed when it is killed without a word", async () => {
    const core = spawn(process.execPath, ["-e", killedCore(executable)], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const pid = await new Promise<number>((resolve) =>
      core.stdout.once("data", (chunk: Buffer) => resolve(Number(chunk.toString()))),
    );
    expect(isAlive(pid)).toBe(true);
    core.kill("SIGKILL");
    await waitUntil(() => !isAlive(pid));
  });
});

describe("an uncaught exception", () => {
  it("is told in the form that Terraform shows, without secrets, and ends the process", async () => {
    const provider = start();
    const client = await provider.connect();
    const [crashing, stopping] = ["crash", "until stopped"].map((mode) =>
      callProvider(client, "ApplyResourceChange", creation({ mode })),
    );
    crashing!.catch(() => undefined);
    expect(readThing((await stopping!).newState)).toMatchObject({ ready: false });
    expect(await provider.ended).toEqual({ code: 2, signal: null });
    expect(provider.stderr).toMatch(/^panic: boom with password \(redacted\)\n\nError: boom/m);
    expect(provider.stderr).not.toContain("hunter2");
    await expect(crashing).rejects.toThrow();
  });
});

// A parent that connects to the provider without TLS, tells its process ID, and waits to be killed.
function killedCore(command: string): string {
  const environment = {
    TF_PLUGIN_MAGIC_COOKIE: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
  };
  return `
    const child = require("node:child_process").spawn(${JSON.stringify(command)}, [], {
      env: { ...process.env, ...${JSON.stringify(environment)} },
    });
    child.stdout.once("data", (line) => {
      const path = String(line).split("|")[3];
      const session = require("node:http2").connect("http://localhost", {
        createConnection: () => require("node:net").connect(path),
      });
      session.once("remoteSettings", () => process.stdout.write(String(child.pid)));
    });`;
}

function isAlive(pid: number): boolean {
  try {
    const state = execFileSync("ps", ["-o", "stat=", "-p", String(pid)]).toString();
    return !state.startsWith("Z");
  } catch {
    return false;
  }
}

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
