import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { providerMirror } from "../support/terraform-provider-mirror";

const ROOT = join(__dirname, "../..");
const HCL = join(ROOT, "examples/hcl/quickstart");

// Commands of two tools, one of which starts the provider.

describe("the quickstart", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "quickstart-"));
    env = {
      ...process.env,
      HOME: folder,
      CHECKPOINT_DISABLE: "1",
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
      TF_CLI_CONFIG_FILE: providerMirror(),
    };
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it("in CDKTF is synthesized by the CLI into what Terraform accepts", () => {
    const project = join(folder, "cdktf");
    const stack = synthesize(project, {});
    expect(validate(stack)).toMatchObject({ valid: true, error_count: 0 });
    expect(countsOf(stack)).toEqual({
      sealos_app: 1,
      sealos_cluster: 1,
      sealos_host: 3,
      sealos_image_mount: 2,
      sealos_node: 3,
    });
  });

  it("in CDKTF takes hosts, images and provider settings from the environment", () => {
    const stack = synthesize(join(folder, "settings"), {
      SEALOS_HOSTS: JSON.stringify({ "cp-1": { address: "192.0.2.99", port: 2222 } }),
      SEALOS_IMAGE: "oci:/images/kubernetes",
      SEALOS_PROVIDER: JSON.stringify({ ssh: { user: "ops" }, deletionProtection: false }),
    });
    const { provider, resource } = readStack(stack);
    expect(provider["sealos"]).toEqual([
      expect.objectContaining({
        ...{ deletion_protection: false, failure_mode: "resume", ssh: { user: "ops" } },
      }),
    ]);
    expect(Object.values(resource["sealos_host"]!)).toEqual([
      expect.objectContaining({ address: "192.0.2.99", name: "cp-1", port: 2222 }),
    ]);
    expect(JSON.stringify(resource["sealos_image_mount"])).toContain("oci:/images/kubernetes");
  });

  it("in HCL is valid and formatted", () => {
    const copy = join(folder, "hcl");
    cpSync(HCL, copy, { recursive: true });
    expect(validate(copy)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    expect(terraform(copy, "fmt", "-check", "-diff")).toBe("");
  });

  it("in HCL declares the same objects as in CDKTF", () => {
    const types = [...readFileSync(join(HCL, "main.tf"), "utf8").matchAll(/^resource "(\w+)"/gm)];
    const stack = synthesize(join(folder, "same"), {});
    expect(new Set(types.map(([, type]) => type))).toEqual(new Set(Object.keys(countsOf(stack))));
  });

  function synthesize(project: string, settings: NodeJS.ProcessEnv): string {
    cpSync(join(ROOT, "cdktf.json"), join(project, "cdktf.json"));
    const app = `${join(ROOT, "node_modules/.bin/tsx")} ${join(ROOT, "examples/cdktf/quickstart/main.ts")}`;
    const program = join(ROOT, "node_modules/.bin/cdktf");
    execFileSync(program, ["synth", "--app", app, "--no-color"], {
      cwd: project,
      env: { ...env, ...settings },
      stdio: ["ignore", "ignore", "inherit"],
    });
    return join(project, "cdktf.out/stacks/quickstart");
  }

  function validate(configuration: string): unknown {
    terraform(configuration, "init");
    return JSON.parse(terraform(configuration, "validate", "-json"));
  }

  function terraform(cwd: string, ...args: readonly string[]): string {
    return execFileSync("terraform", [...args, ...(args[0] === "init" ? ["-no-color"] : [])], {
      cwd,
      env,
      encoding: "utf8",
    });
  }
});

interface StackFile {
  readonly provider: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

function readStack(folder: string): StackFile {
  return JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as StackFile;
}

function countsOf(folder: string): Record<string, number> {
  const entries = Object.entries(readStack(folder).resource);
  return Object.fromEntries(entries.map(([type, blocks]) => [type, Object.keys(blocks).length]));
}
