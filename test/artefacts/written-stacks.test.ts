import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeStack } from "../../cli/src/import/write-stack";
import { synthesizeStack } from "../support/synthesize-stack";
import {
  openWorkspace,
  type Configuration,
  type TerraformWorkspace,
} from "../support/terraform-workspace";
import { representativeFacts } from "../support/written-stacks";

// Each is compiled, synthesized and handed to Terraform.

const facts = representativeFacts();

describe("a stack that `cdktf-sealos import` wrote", () => {
  let workspace: TerraformWorkspace;
  beforeAll(() => (workspace = openWorkspace()));
  afterAll(() => workspace.remove());

  test.each([
    "three control planes and two workers, with labels, taints, tags and a registry",
    "credentials and secrets in the environment",
    "applications, patches and config files",
    "plain kubeadm through a bastion, its image given",
    "made by this provider",
  ])("is synthesized into what Terraform accepts: %s", async (title) => {
    const configuration = synthesize(title);
    workspace.write(configuration);
    await workspace.run("init", "-input=false");
    const { output } = await workspace.run("validate", "-json");
    expect(JSON.parse(output)).toMatchObject({ valid: true, error_count: 0 });
    const resources = configuration["resource"] as Readonly<Record<string, object>>;
    const count = Object.values(resources).flatMap((blocks) => Object.keys(blocks)).length;
    expect(configuration["import"]).toHaveLength(count);
  });

  test("has the texts of a Clusterfile as they are, whatever they mean to Terraform", () => {
    const text = JSON.stringify(synthesize("applications, patches and config files"));
    expect(text).toContain("$${HOME}");
    expect(text).toContain("%%{if}");
  });

  test("is formatted", () => {
    const folder = join(workspace.folder, "formatted");
    mkdirSync(folder);
    for (const [index, each] of Object.values(facts).entries()) {
      writeFileSync(join(folder, `${index}.ts`), writeStack(each));
    }
    const prettier = join(__dirname, "../../node_modules/.bin/prettier");
    const words = ["--no-config", "--print-width", "100", "--list-different", folder];
    expect(execFileSync(prettier, words, { encoding: "utf8" })).toBe("");
  });

  function synthesize(title: string): Configuration {
    const folder = join(workspace.folder, "stack");
    rmSync(folder, { recursive: true, force: true });
    return synthesizeStack(folder, writeStack(facts[title]!));
  }
});
