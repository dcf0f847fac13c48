import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { buildForTest } from "../support/protocol-client/build-for-test";
import { callProvider } from "../support/protocol-client/core-client";
import { GrpcClient } from "../support/protocol-client/grpc-client";
import { creation, readThing, thing } from "../support/protocol-client/plain-values";
import type { ProviderProcess } from "../support/protocol-client/provider-process";
import { StartedProviders } from "../support/protocol-client/started-providers";

const providers = new StartedProviders();
let executable: string;

beforeAll(() => {
  executable = buildForTest("test/support/protocol-client/plain-provider/main.ts", "plain");
});

afterEach(() => providers.endAll());

afterAll(() => rmSync(dirname(executable), { recursive: true }));

async function startByHand(): Promise<{ provider: ProviderProcess; connect: () => GrpcClient }> {
  const provider = providers.start(executable, {
    arguments: ["--reattach"],
    environment: { TF_PLUGIN_MAGIC_COOKIE: undefined, PLUGIN_CLIENT_CERT: undefined },
  });
  const { path } = parseReattachLine(await provider.firstLine());
  return { provider, connect: () => new GrpcClient({ path }, undefined) };
}

function parseReattachLine(line: string): { readonly path: string; readonly json: unknown } {
  const json = JSON.parse(/^TF_REATTACH_PROVIDERS='(.*)'$/.exec(line)![1]!) as Record<
    string,
    { Addr: { String: string } }
  >;
  return { path: Object.values(json)[0]!.Addr.String, json };
}

it("prints an assignment that a shell and Terraform understand", async () => {
  const { provider } = await startByHand();
  expect(parseReattachLine(await provider.firstLine()).json).toEqual({
    "registry.terraform.io/acme/plain": {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: provider.pid,
      Test: true,
      Addr: { Network: "unix", String: expect.stringMatching(/^\//) as string },
    },
  });
});

it("configures each connection on its own, as aliases need it", async () => {
  const { connect } = await startByHand();
  const labels = await Promise.all(
    [connect(), connect()].map(async (client) => {
      await callProvider(client, "ConfigureProvider", {});
      return client;
    }),
  ).then(([configured]) => Promise.all([configured!, connect()].map((client) => labelOf(client))));
  expect(labels).toEqual(["unlabelled", "unconfigured"]);
});

it("stops the work of one connection only", async () => {
  const { provider, connect } = await startByHand();
  const [first, second] = [connect(), connect()];
  const applying = [first, second].map((client) =>
    callProvider(client, "ApplyResourceChange", creation({ mode: "until stopped" })),
  );
  await provider.waitForStderr("apply is running");
  await callProvider(first, "StopProvider", {});
  expect(readThing((await applying[0]!).newState)).toMatchObject({ ready: false });
  const undecided = Symbol("still running");
  const answered = callProvider(second, "GetMetadata", {}).then(() => undecided);
  expect(await Promise.race([applying[1]!, answered])).toBe(undecided);
  await callProvider(second, "StopProvider", {});
  expect(readThing((await applying[1]!).newState)).toMatchObject({ ready: false });
});

it("outlives its connections and a shutdown", async () => {
  const { connect } = await startByHand();
  const first = connect();
  await first.call("/plugin.GRPCController/Shutdown", new Uint8Array(0));
  first.destroy();
  await first.whenClosed();
  expect(await labelOf(connect())).toBe("unconfigured");
});

it("stops work and ends on an interrupt", async () => {
  const { provider, connect } = await startByHand();
  const client = connect();
  const applying = callProvider(client, "ApplyResourceChange", creation({ mode: "until stopped" }));
  await provider.waitForStderr("apply is running");
  provider.kill("SIGINT");
  expect(readThing((await applying).newState)).toMatchObject({ ready: false });
  expect(await provider.ended).toEqual({ code: 0, signal: null });
});

it("ends at once on a second interrupt", async () => {
  const { provider, connect } = await startByHand();
  const client = connect();
  const applying = callProvider(client, "ApplyResourceChange", creation({ mode: "for ever" }));
  applying.catch(() => undefined);
  await provider.waitForStderr("apply is running");
  provider.kill("SIGINT");
  await callProvider(client, "GetMetadata", {});
  provider.kill("SIGINT");
  expect(await provider.ended).toEqual({ code: 1, signal: null });
});

async function labelOf(client: GrpcClient): Promise<unknown> {
  const reply = await callProvider(client, "ApplyResourceChange", {
    ...creation({}),
    priorState: thing({ name: "a" }),
  });
  return readThing(reply.newState)?.["label"];
}
