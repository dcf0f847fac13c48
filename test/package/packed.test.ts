import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { otherNode } from "../support/other-node";
import { ENGINES, installApp, packPackage } from "../support/packed-package";

const ROOT = join(__dirname, "../..");

// Builds everything, and npm installs twice.
jest.setTimeout(240_000);

let folder: string;
let tarball: string;
const appOf = (engine: string) => join(folder, engine);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "packed-"));
  tarball = packPackage(folder);
  for (const engine of ENGINES) installApp(appOf(engine.name), tarball, engine);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("the packed package", () => {
  it("has the two flavours, the command and the provider, and nothing that only developers need", () => {
    const files = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" }).trim().split("\n");
    const parts = files.map((file) => file.split("/").slice(1, 3).join("/"));
    expect(new Set(parts.filter((part) => part.startsWith("dist/")))).toEqual(
      new Set(["dist/cdktf", "dist/cdktn", "dist/cli", "dist/provider"]),
    );
    expect(parts.filter((part) => !part.startsWith("dist/")).sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "THIRD_PARTY.md",
      "package.json",
    ]);
    expect(statSync(tarball).size).toBeLessThan(1_200_000);
  });

  it("brings no other package along: what it needs is inside, and the engine is the app's", () => {
    const path = join(appOf("cdktf"), "node_modules/cdktf-sealos/package.json");
    const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    expect(manifest).not.toHaveProperty("dependencies");
    expect(manifest["peerDependenciesMeta"]).toMatchObject({
      cdktf: { optional: true },
      cdktn: { optional: true },
    });
  });

  it("leaves the checkout as it was", () => {
    const packed = readFileSync(join(folder, "checkout/package.json"), "utf8");
    expect(packed).toBe(readFileSync(join(ROOT, "package.json"), "utf8"));
  });
});

describe.each(ENGINES.map(({ name }) => name))("an app of %s that installed it", (engine) => {
  it.each(["node10", "node16"])("compiles, modules being resolved as %s", (resolution) => {
    expect(compile(engine, resolution)).toBe("");
  });

  it("synthesizes the quick start, and Terraform accepts it without a network", () => {
    const stack = synthesize(engine);
    const environment = withMirror(engine);
    expect(terraform(stack, environment, "init", "-no-color")).toMatchObject({ status: 0 });
    const { stdout } = terraform(stack, environment, "validate", "-json");
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0 });
  });
});

describe.each([22, 24])("Node %i", (major) => {
  it.each(ENGINES.map(({ name }) => name))(
    "synthesizes an app of %s and runs the provider",
    (engine) => {
      const onNode = { PATH: `${otherNode(major)}:${process.env["PATH"]}` };
      expect(execFileSync("node", ["--version"], { env: onNode, encoding: "utf8" })).toMatch(
        new RegExp(`^v${major}\\.`),
      );
      const before = configurationOf(synthesize(engine));
      const stack = synthesize(engine, undefined, onNode);
      expect(configurationOf(stack)).toEqual(before);
      const environment = { ...withMirror(engine), ...onNode };
      terraform(stack, environment, "init", "-no-color");
      const { stdout } = terraform(stack, environment, "validate", "-json");
      expect(JSON.parse(stdout)).toMatchObject({ valid: true });
    },
  );
});

it("both flavours synthesize the same", () => {
  const [first, second] = ENGINES.map(({ name }) => configurationOf(synthesize(name)));
  expect(Object.keys(first?.["resource"] ?? {})).toHaveLength(5);
  expect(second).toEqual(first);
});

describe("versions that do not fit", () => {
  it("are refused by `terraform init`: the constructs ask for the provider of their line", () => {
    const stack = synthesize("cdktf", (text) => text.replace(/"~> [\d.]+"/, '"~> 99.0"'));
    const { status, stderr } = terraform(stack, withMirror("cdktf"), "init", "-no-color");
    expect(status).not.toBe(0);
    expect(oneLine(stderr)).toContain("no available releases match the given constraints ~> 99.0");
  });

  it("are refused by `terraform validate`, should the provider be there all the same", () => {
    const stack = synthesize("cdktf", (text) =>
      text.replace(/"constructs_version": "[^"]*"/, '"constructs_version": "99.0.0"'),
    );
    const environment = withMirror("cdktf");
    terraform(stack, environment, "init", "-no-color");
    const { stdout } = terraform(stack, environment, "validate", "-json");
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      diagnostics: [{ summary: "Constructs Do Not Fit The Provider" }],
    });
  });
});

/** Errors of the compiler in an app, as an author of it would see them. */
function compile(engine: string, moduleResolution: string): string {
  const module = moduleResolution === "node10" ? "commonjs" : "node16";
  const words = ["--strict", "--target", "es2022", "--module", module, "--skipLibCheck"];
  const types = ["--types", "node", "--typeRoots", join(ROOT, "node_modules/@types")];
  const { stdout } = spawnSync(
    join(ROOT, "node_modules/.bin/tsc"),
    [...words, ...types, "--moduleResolution", moduleResolution, "main.ts"],
    { cwd: appOf(engine), encoding: "utf8" },
  );
  return stdout;
}

/** Runs the compiled app and returns the stack's folder, its configuration changed by `change`. */
function synthesize(
  engine: string,
  change = (text: string) => text,
  environment: NodeJS.ProcessEnv = {},
): string {
  const cwd = appOf(engine);
  rmSync(join(cwd, "cdktf.out"), { recursive: true, force: true });
  const env = { ...process.env, ...environment };
  execFileSync("node", ["main.js"], { cwd, env, stdio: ["ignore", "ignore", "inherit"] });
  const stack = join(cwd, "cdktf.out/stacks/quickstart");
  const file = join(stack, "cdk.tf.json");
  writeFileSync(file, change(readFileSync(file, "utf8")));
  return stack;
}

/** What a stack says, without the marks of the engine and the place of the state. */
function configurationOf(stack: string): Record<string, unknown> {
  const text = readFileSync(join(stack, "cdk.tf.json"), "utf8");
  const { terraform, ...rest } = JSON.parse(text, (key, value: unknown) =>
    key === "//" || key === "backend" ? undefined : value,
  ) as Record<string, unknown>;
  return { ...rest, terraform };
}

/** The environment in which Terraform takes the provider that came with the package; every way out is closed. */
function withMirror(engine: string): NodeJS.ProcessEnv {
  const program = join(appOf(engine), "node_modules/.bin/cdktf-sealos");
  const out = execFileSync(program, ["mirror", "mirrored"], {
    cwd: appOf(engine),
    encoding: "utf8",
  });
  const [name = "", path = ""] = out.trim().split("=");
  const nowhere = "http://127.0.0.1:9";
  return {
    ...process.env,
    [name]: path,
    CHECKPOINT_DISABLE: "1",
    HTTPS_PROXY: nowhere,
    HTTP_PROXY: nowhere,
  };
}

function terraform(cwd: string, env: NodeJS.ProcessEnv, ...args: readonly string[]) {
  return spawnSync("terraform", args, { cwd, env, encoding: "utf8" });
}

function oneLine(text: string): string {
  return text.replaceAll(/[\s│]+/g, " ");
}
