import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";
import {
  startDistributionRegistry,
  type DistributionRegistry,
} from "../../support/images/distribution-registry";
import {
  errorsOf,
  openWorkspace,
  type TerraformWorkspace,
} from "../../support/terraform-workspace";

jest.setTimeout(180_000);

let bench: ImageBench;
let registry: DistributionRegistry;
let workspace: TerraformWorkspace;
let archive: string;

beforeAll(async () => {
  bench = await openImageBench();
  registry = await startDistributionRegistry(bench.runner, join(bench.directory, "registry"));
  await registry.put("lab/web:1", await bench.image("web", { files: { web: "1" } }));
  workspace = openWorkspace({ HOME: registry.home });
  archive = join(bench.directory, "site.tar");
  write("Kubefile", 'FROM scratch\nLABEL sealos.io.type="application"\nCOPY . .\n');
  write("images/shim/list", `${registry.address}/lab/web:1\n`);
  write("etc/settings", "a: 1\n");
});

afterAll(async () => {
  workspace.remove();
  await registry.close();
  await bench.close();
});

function write(path: string, content: string): void {
  const file = join(workspace.folder, "site", path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, content);
}

const configuration = (build: object) => ({
  terraform: { required_providers: { sealos: { source: "cdktf-sealos/sealos" } } },
  provider: { sealos: { builder: { storage_root: bench.storage.root } } },
  resource: {
    sealos_image_build: { site: { context: "${path.module}/site", ...build } },
    sealos_image_mount: { site: { image: "${sealos_image_build.site.reference}" } },
  },
});
const archived = () => configuration({ archive, name: "lab/site:1.0" });
const stateOf = (type: string) => workspace.resource(`sealos_${type}.site`)!.attributes;
const actions = async () => (await workspace.plan()).actions;
const BOTH = { "sealos_image_build.site": ["update"], "sealos_image_mount.site": ["update"] };

// One story, in this order.
describe("sealos_image_build under Terraform", () => {
  it("builds what a mount takes in the same apply", async () => {
    const planned = await workspace.plan(archived());
    expect(planned.json).toContain(`${registry.address}/lab/web:1`);
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(stateOf("image_build")["reference"]).toMatch(
      new RegExp(`^oci-archive:${archive}:lab/site:1\\.0-[0-9a-f]{12}$`),
    );
    expect(stateOf("image_mount")).toMatchObject({
      type: "application",
      contained_images: ["lab/web:1"],
    });
  });

  it("plans nothing while the context stays as it is", async () => {
    expect(await actions()).toEqual({});
  });

  it("plans build and mount anew when a file changes", async () => {
    const before = stateOf("image_mount");
    write("etc/settings", "a: 2\n");
    expect(await actions()).toEqual(BOTH);
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(stateOf("image_mount")["tree_digest"]).not.toBe(before["tree_digest"]);
    expect(await actions()).toEqual({});
  });

  it("refuses to apply a plan of another content", async () => {
    write("etc/settings", "a: 3\n");
    await workspace.plan();
    write("etc/settings", "a: 4\n");
    expect(errorsOf(await workspace.applyPlan())).toContain("context_digest");
    write("etc/settings", "a: 2\n");
    expect(await actions()).toEqual({});
  });

  it("writes an archive that was deleted again, the same", async () => {
    const before = stateOf("image_build");
    rmSync(archive);
    expect(await actions()).toMatchObject({ "sealos_image_build.site": ["create"] });
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(stateOf("image_build")).toEqual(before);
    expect(await actions()).toEqual({});
  });

  it("replaces an archive that something else was written over", async () => {
    const before = stateOf("image_build");
    writeFileSync(archive, "something else");
    expect(await actions()).toMatchObject({ "sealos_image_build.site": ["update"] });
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(stateOf("image_build")).toEqual(before);
  });

  it("pushes instead, and takes the archive away", async () => {
    const push = `${registry.address}/lab/site:1.0`;
    expect(errorsOf(await workspace.apply(configuration({ push })))).toBe("");
    expect(existsSync(archive)).toBe(false);
    const { digest, reference } = stateOf("image_build");
    expect(reference).toBe(`${registry.address}/lab/site@${String(digest)}`);
    expect(await registry.digest("lab/site:1.0")).toBe(digest);
    expect(await actions()).toEqual({});
  });

  it("pushes again where the tag was moved", async () => {
    const { digest } = stateOf("image_build");
    await registry.put("lab/site:1.0", await bench.image("other", { files: { other: "1" } }));
    expect(await actions()).toMatchObject({ "sealos_image_build.site": ["update"] });
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(await registry.digest("lab/site:1.0")).toBe(digest);
  });

  it("leaves the tag when it is destroyed", async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
    expect(await registry.digest("lab/site:1.0")).toBeDefined();
  });

  it("says before anything runs that two outputs are one too many", async () => {
    const planned = await workspace.plan(configuration({ archive, push: "a/b:1" }));
    expect(errorsOf(planned)).toContain("Two Outputs For One Image");
  });
});
