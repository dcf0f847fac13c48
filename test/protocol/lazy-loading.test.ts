import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { buildForTest } from "../support/protocol-client/build-for-test";
import { callProvider } from "../support/protocol-client/core-client";
import { StartedProviders } from "../support/protocol-client/started-providers";

const ROOT = join(__dirname, "../..");
const RECORDER = join(ROOT, "test/support/module-recorder.cjs");
const providers = new StartedProviders();
let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "modules-"))));

afterEach(async () => {
  await providers.endAll();
  rmSync(folder, { recursive: true });
});

/** Modules so far: built-in ones by name, others by their path. */
function recorded(): readonly string[] {
  return readFileSync(join(folder, "record"), "utf8").split("\n").filter(Boolean);
}

/** Those that were there when the first line was written; the next follow at once. */
function atHandshake(): readonly string[] {
  const modules = recorded();
  expect(modules).toContain("handshake");
  return modules.slice(0, modules.indexOf("handshake"));
}

function inRepository(modules: readonly string[]): readonly string[] {
  return modules.map((path) => (path.startsWith("/") ? relative(ROOT, path) : path));
}

function packagesOf(modules: readonly string[]): readonly string[] {
  const names = modules.flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  );
  return [...new Set(names)].filter((name) => !RUNS_TYPESCRIPT.includes(name));
}

const RUNS_TYPESCRIPT = ["tsx", "esbuild", "@esbuild", "get-tsconfig", "resolve-pkg-maps"];

describe("the provider from its sources", () => {
  const start = () =>
    providers.start(process.execPath, {
      arguments: ["--require", "tsx/cjs", "--require", RECORDER, "provider/src/main.ts"],
      environment: { MODULE_RECORD: join(folder, "record") },
    });

  it("has loaded no library and none of its own parts but the wire when it shakes hands", async () => {
    await start().firstLine();
    const modules = inRepository(atHandshake());
    expect(packagesOf(modules)).toEqual([]);
    expect(
      modules.filter((path) => path.startsWith("provider/") && !path.includes("sdk/protocol/")),
    ).toEqual([
      "provider/src/main.ts",
      "provider/src/compose/telemetry/switch.ts",
      "provider/src/domain/product.ts",
    ]);
  });

  it("tells its schema without SSH, zod and YAML", async () => {
    const client = await start().connect();
    await callProvider(client, "GetProviderSchema", {});
    expect(packagesOf(recorded())).toEqual(["@bufbuild/protobuf"]);
  });

  it("loads them for the first call that needs them", async () => {
    const client = await start().connect();
    await callProvider(client, "ValidateResourceConfig", { typeName: "sealos_host" });
    expect(packagesOf(recorded())).toEqual(expect.arrayContaining(["ssh2", "zod", "yaml"]));
  });
});

it("is one file and built-in modules when the bundled provider shakes hands", async () => {
  const program = buildForTest("provider/src/main.ts", "sealos");
  try {
    const provider = providers.start(program, {
      environment: { NODE_OPTIONS: `--require ${RECORDER}`, MODULE_RECORD: join(folder, "record") },
    });
    await provider.firstLine();
    expect(atHandshake().filter((file) => file.startsWith("/"))).toEqual([program]);
  } finally {
    rmSync(dirname(program), { recursive: true });
  }
});
