import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLES, synthesiseExample } from "../support/example-stacks";
import { withoutForeignProviders } from "../support/foreign-providers";
import { openValidation, type Validation } from "../support/terraform-validation";

// What a stack says that makes the example worth reading, in the JSON that Terraform gets.
const EXPECTED: Readonly<Record<string, readonly RegExp[]>> = {
  adopting: [/"import":\[/, /"to":"sealos_node\./, /192\.0\.2\.11\/default\/worker-1/],
  "air-gapped": [/oci-archive:/, /"builder":\{"address"/, /"password_version":1/],
  "beside-cloud": [
    /"address":"machine-\$\{null_resource\.machine-cp-1\.id\}/,
    /"private_key":"\$\{/,
  ],
  digitalocean: [/"address":"\$\{digitalocean_droplet\.droplet-cp-1\.ipv4_address\}"/],
  "high-availability": [/"mode":"lvscare"/, /"before":"720h"/, /"max_unavailable":2/],
  "image-build": [
    /"sealos_image_build"/,
    /"context":"\/[^"]*\/image-build\/app"/,
    /"image":"\$\{sealos_image_build\.site-image_[^"]*\.reference\}"/,
  ],
  layered: [
    /"kubeconfig_file":"\/[^"]*admin\.kubeconfig"/,
    /"config_path":"\/[^"]*admin\.kubeconfig"/,
  ],
  quickstart: [/"sealos_app"/],
  "several-apps": [/"strategy":"merge"/, /"sealos_app\.prod_storage_/, /"uninstall_command"/],
  "two-clusters": [/"ssh_profile":"staging"/, /"ssh_profile":"prod"/],
  upgrade: [/"drain_timeout":"10m"/, /kubernetes:v1\.31\.0/],
  vsphere: [/"address":"\$\{vsphere_virtual_machine\.machine-cp-1\.default_ip_address\}"/],
};

describe("the examples in CDKTF", () => {
  let terraform: Validation;

  beforeAll(() => {
    terraform = openValidation();
  });

  afterAll(() => terraform.close());

  it("are all in this table and in the README", () => {
    const names = readdirSync(EXAMPLES, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(names.sort()).toEqual(Object.keys(EXPECTED).sort());
    const readme = readFileSync(join(EXAMPLES, "README.md"), "utf8");
    for (const name of names) expect(readme).toContain(`[\`${name}\`](${name}/main.ts)`);
  });

  it.each(Object.entries(EXPECTED))(
    "%s is synthesised into what Terraform accepts",
    (name, parts) => {
      const stacks = Object.values(synthesiseExample(name)).map(compact);
      for (const part of parts) expect(stacks.join("\n")).toMatch(part);
      for (const stack of stacks.filter((text) => text.includes('"sealos_'))) {
        const configuration = JSON.stringify(withoutForeignProviders(stack));
        expect(terraform.validate({ "main.tf.json": configuration })).toEqual([]);
      }
    },
  );
});

function compact(text: string): string {
  return JSON.stringify(JSON.parse(text));
}
