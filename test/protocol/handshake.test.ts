import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createServerIdentity } from "../../provider/sdk/protocol/mutual-tls";
import { buildForTest } from "../support/protocol-client/build-for-test";
import { callProvider } from "../support/protocol-client/core-client";
import { GrpcClient, type ClientTls } from "../support/protocol-client/grpc-client";
import type { ProviderProcess } from "../support/protocol-client/provider-process";
import {
  parseHandshake,
  pem,
  type StartOptions,
} from "../support/protocol-client/provider-process";
import { StartedProviders } from "../support/protocol-client/started-providers";

const providers = new StartedProviders();
let executable: string;

beforeAll(() => {
  executable = buildForTest("test/support/protocol-client/plain-provider/main.ts", "plain");
});

afterEach(() => providers.endAll());

afterAll(() => rmSync(dirname(executable), { recursive: true }));

function start(options: StartOptions = {}): ProviderProcess {
  return providers.start(executable, options);
}

describe("a provider started by Terraform", () => {
  it("prints one line on stdout and nothing else, whatever its code prints", async () => {
    const provider = start();
    const client = await provider.connect();
    await callProvider(client, "GetProviderSchema", {});
    await provider.waitForStderr("printed by mistake");
    expect(provider.stdout).toMatch(/^1\|6\|unix\|\/[^|]+\|grpc\|[A-Za-z0-9+/]+\n$/);
  });

  it("lets in the Terraform that started it", async () => {
    const client = await start().connect();
    const { provider } = await callProvider(client, "GetProviderSchema", {});
    expect(provider?.block?.attributes.map(({ name }) => name)).toEqual(["label"]);
  });

  it.each<[string, () => Partial<ClientTls>]>([
    ["another certificate", strangerCertificate],
    ["no certificate", () => ({ certificatePem: "", privateKeyPem: "" })],
  ])("refuses a client with %s and goes on serving", async (_what, tls) => {
    const provider = start();
    const stranger = await provider.connect(tls());
    await expect(callProvider(stranger, "GetMetadata", {})).rejects.toThrow();
    const client = await provider.connect();
    expect((await callProvider(client, "GetMetadata", {})).resources).toHaveLength(1);
  });

  it("refuses a client without TLS", async () => {
    const provider = start();
    const { target } = parseHandshake(await provider.firstLine());
    const stranger = new GrpcClient(target, undefined);
    await expect(callProvider(stranger, "GetMetadata", {})).rejects.toThrow();
  });

  it("serves without TLS when Terraform sends no certificate", async () => {
    const provider = start({ environment: { PLUGIN_CLIENT_CERT: undefined } });
    const client = await provider.connect();
    expect(provider.stdout).toMatch(/\|grpc\|\n$/);
    expect((await callProvider(client, "GetMetadata", {})).functions).toEqual([{ name: "add" }]);
  });

  it("listens on loopback TCP where the path of a socket would be cut off", async () => {
    const long = mkdtempSync(join(tmpdir(), "x".repeat(90)));
    try {
      const provider = start({ environment: { TMPDIR: long } });
      const client = await provider.connect();
      expect(provider.stdout).toMatch(/^1\|6\|tcp\|127\.0\.0\.1:\d+\|grpc\|/);
      expect((await callProvider(client, "GetMetadata", {})).resources).toHaveLength(1);
    } finally {
      rmSync(long, { recursive: true });
    }
  });

  it("puts its socket where it is told, for its user only, and removes it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sockets-"));
    try {
      const provider = start({ environment: { PLUGIN_UNIX_SOCKET_DIR: folder } });
      const client = await provider.connect();
      const path = provider.stdout.split("|")[3]!;
      expect(dirname(dirname(path))).toBe(folder);
      expect(existsSync(path)).toBe(true);
      await client.call("/plugin.GRPCController/Shutdown", new Uint8Array(0));
      await provider.ended;
      expect(existsSync(dirname(path))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("a start", () => {
  let damaged: string;

  beforeEach(() => {
    damaged = mkdtempSync(join(tmpdir(), "damaged-"));
    cpSync(dirname(executable), damaged, { recursive: true });
  });

  afterEach(() => rmSync(damaged, { recursive: true }));

  const startDamaged = (...missing: readonly string[]): ProviderProcess => {
    missing.forEach((file) => rmSync(join(damaged, "lib", file)));
    return providers.start(join(damaged, "terraform-provider-plain"));
  };

  it("loads nothing but the wire before the handshake", async () => {
    const provider = startDamaged("provider-service.cjs", "schema.cjs", "server.cjs");
    expect(await provider.firstLine()).toMatch(/^1\|6\|/);
  });

  it("tells the schema without loading the provider, and names a provider that is broken", async () => {
    const client = await startDamaged("server.cjs").connect();
    expect((await callProvider(client, "GetProviderSchema", {})).provider).toBeDefined();
    const { diagnostics } = await callProvider(client, "ValidateResourceConfig", {
      typeName: "plain_thing",
    });
    expect(diagnostics).toMatchObject([{ summary: "Provider Could Not Be Loaded" }]);
  });
});

describe("a provider that cannot start", () => {
  it("says on stderr what it is when started by hand", async () => {
    const provider = start({ environment: { TF_PLUGIN_MAGIC_COOKIE: undefined } });
    expect(await provider.ended).toEqual({ code: 1, signal: null });
    expect(provider.stderr).toContain("This is a Terraform provider");
    expect(provider.stdout).toBe("");
  });

  it.each<[string, Record<string, string>, string]>([
    ["a protocol it does not speak", { PLUGIN_PROTOCOL_VERSIONS: "4,5" }, "plugin protocol 6"],
    ["a broken certificate", { PLUGIN_CLIENT_CERT: "junk" }, "The provider could not start: "],
    ["a socket folder that is missing", { PLUGIN_UNIX_SOCKET_DIR: "/nonexistent" }, "ENOENT"],
  ])("tells Terraform's user of %s, in one line on stdout", async (_what, environment, text) => {
    const provider = start({ environment });
    expect(await provider.ended).toEqual({ code: 1, signal: null });
    expect(provider.stdout.split("\n")).toEqual([expect.stringContaining(text), ""]);
  });
});

function strangerCertificate(): Partial<ClientTls> {
  const { certificate, privateKeyPem } = createServerIdentity(new Date());
  return { certificatePem: pem(certificate), privateKeyPem };
}
