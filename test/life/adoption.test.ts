import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { parseClusterfile } from "../../provider/src/domain/clusterfile";
import { callCommand } from "../support/call-command";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { planOfWritten } from "../support/plan-of-written";
import { describeAdoption } from "../support/scenarios/adoption";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

describeAdoption({ rootfs: "standin-v1.20.2", index: 0 });

describeLab("a cluster that this provider made", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    const images = await labImages("standin");
    lab = await openLab({ hosts: 2, index: 1 });
    workspace = openWorkspace();
    const stack: ClusterStack = {
      ...{ workspace, lab, rootfs: images["standin-v1.20.2"]! },
      mount: { configs: [{ path: "etc/note", strategy: "override", data: "$${x}\n" }] },
      hosts: {
        node1: { lab: 1, role: "control-plane" },
        node2: { lab: 2, role: "worker", node: { labels: { pool: "general" } } },
      },
      apps: { web: { mount: { image: images["app-1.0"]! }, app: { env: { REPLICAS: "2" } } } },
      cluster: { cert_sans: ["api.example.com"] },
    };
    expect(errorsOf(await workspace.apply(clusterConfiguration(stack)))).toBe("");
  }, 600_000);
  afterAll(async () => {
    await lab.down();
    workspace.remove();
  });

  test("is written as a stack by one login, and planned with nothing but imports", async () => {
    const planned = await planOfWritten(lab);
    expect(planned).toContain("Plan: 8 to import, 0 to add, 0 to change, 0 to destroy.");
  }, 600_000);

  test("is exported as a Clusterfile, its config files with it", async () => {
    const path = join(workspace.folder, "shown.json");
    writeFileSync(path, (await workspace.run("show", "-json")).output);
    const { code, out } = await callCommand("export", path);
    expect(code).toBe(0);
    const rootfs = expect.stringContaining("standin-v1.20.2") as string;
    expect(parseClusterfile(out).value).toMatchObject({
      cluster: {
        images: [rootfs, expect.stringContaining("app-1.0")],
        hosts: [{ roles: ["master", "registry"] }, { roles: ["node"] }],
      },
      configs: [{ path: "etc/note", strategy: "override", match: rootfs, data: "${x}\n" }],
    });
  });
});
