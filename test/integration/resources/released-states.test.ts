import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { PRODUCT_VERSION } from "../../../provider/src/domain/product";
import { errorsOf, openWorkspace } from "../../support/terraform-workspace";

const STATES = join(__dirname, "../../states");
const versions = readdirSync(STATES).filter((name) => !name.endsWith(".ts"));

it("every release has left a state to load, this version's among them", () => {
  expect(versions).toContain(PRODUCT_VERSION);
});

describe.each(versions)("the state of %s", (version) => {
  const workspace = openWorkspace();
  beforeAll(async () => {
    cpSync(join(STATES, version), workspace.folder, { recursive: true });
    expect(errorsOf(await workspace.run("init", "-input=false"))).toBe("");
  });
  afterAll(() => workspace.remove());

  it("is read whole: every object, with all that the schema asks for", async () => {
    const { code, output } = await workspace.run("show", "-json");
    expect(code).toBe(0);
    const shown = JSON.parse(output) as Shown;
    const types = shown.values.root_module.resources.map(({ type }) => type);
    expect([...new Set(types)].sort()).toEqual([
      "sealos_app",
      "sealos_cluster",
      "sealos_host",
      "sealos_image_mount",
      "sealos_node",
    ]);
  });

  it("needs no object to be made, replaced or destroyed", async () => {
    const plan = await workspace.plan(undefined, "-refresh=false");
    expect(errorsOf(plan)).toBe("");
    const others = Object.values(plan.actions).filter((actions) => actions.join() !== "update");
    expect(others).toEqual([]);
    if (version === PRODUCT_VERSION) expect(plan.text).toContain("No changes.");
  });
});

interface Shown {
  readonly values: {
    readonly root_module: { readonly resources: readonly { readonly type: string }[] };
  };
}
