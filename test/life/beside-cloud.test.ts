import { readFileSync } from "node:fs";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { providerBlock } from "../support/cluster-stack";
import { synthesiseExample } from "../support/example-stacks";
import { withoutForeignProviders } from "../support/foreign-providers";
import {
  errorsOf,
  openWorkspace,
  type Configuration,
  type TerraformPlan,
  type TerraformWorkspace,
} from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

describeLab(
  "the example beside cloud machines, its machines made by Terraform's own resources",
  () => {
    let lab: Lab;
    let workspace: TerraformWorkspace;
    let planned: TerraformPlan;
    let failure: string;

    beforeAll(async () => {
      const images = await labImages("standin");
      lab = await openLab({ hosts: 3, index: 7 });
      workspace = openWorkspace();
      planned = await workspace.plan(exampleOn(lab, workspace, images["standin-v1.20.2"]!));
      failure = errorsOf(await workspace.applyPlan());
    }, 300_000);
    afterAll(async () => {
      workspace.remove();
      await lab.down();
    });

    test("is planned while no address, user or key is known", () => {
      const changes = Object.values(planned.actions);
      expect(changes.length).toBeGreaterThan(10);
      expect(changes.every(([action]) => action === "create")).toBe(true);
    });

    test("becomes a cluster in one apply, and the plan after it is empty", async () => {
      expect(failure).toBe("");
      expect((await workspace.plan()).actions).toEqual({});
    });

    test("is destroyed while addresses, user and key are still there", async () => {
      expect(errorsOf(await workspace.destroy())).toBe("");
    }, 180_000);
  },
);

/** The example's stack, the lab's hosts behind what it does not know before the apply. */
function exampleOn(lab: Lab, workspace: TerraformWorkspace, image: string): Configuration {
  const { hosts } = lab.inventory;
  const made: Record<string, string> = { login: readFileSync(hosts[0]!.keyPath, "utf8") };
  ["cp-1", "worker-1", "worker-2"].forEach((name, index) => {
    made[`machine-${name}`] = hosts[index]!.address;
  });
  const text = JSON.stringify(
    withoutForeignProviders(synthesiseExample("beside-cloud")["beside-cloud"]!),
  )
    .replace(/machine-\$\{(terraform_data\.[\w-]+)\.id\}\.internal\.example/g, "${$1.output}")
    .replace("labring/kubernetes:v1.31.0", image);
  const stack = JSON.parse(text) as { resource: Readonly<Record<string, unknown>> };
  const ssh = {
    user: '${terraform_data.login.id == "" ? "" : "root"}',
    private_key: "${sensitive(terraform_data.login.output)}",
    known_hosts_file: lab.inventory.knownHosts,
  };
  return {
    ...stack,
    provider: { sealos: providerBlock({ workspace, lab, provider: { ssh } }) },
    resource: {
      ...stack.resource,
      terraform_data: Object.fromEntries(
        Object.entries(made).map(([name, input]) => [name, { input }]),
      ),
    },
  };
}
