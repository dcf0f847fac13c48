import type { StandingStack } from "../../test/support/standing-stack";

/** For each host two resources of Terraform's own `terraform_data`, the second with a reference to the first, in place already. */
export function plainStack(hosts: number): StandingStack {
  const indexes = Array.from({ length: hosts }, (_, index) => index);
  const blocks = indexes.flatMap((index) => [
    [`host-${index}`, { input: inputOf(index) }],
    [`node-${index}`, { input: `\${terraform_data.host-${index}.id}` }],
  ]);
  const resources = indexes.flatMap((index) => [
    stored(`host-${index}`, index, { value: inputOf(index), type: INPUT_TYPE }),
    stored(`node-${index}`, index, { value: idOf(index), type: "string" }),
  ]);
  return {
    configuration: { resource: { terraform_data: Object.fromEntries(blocks) as object } },
    state: JSON.stringify({
      version: 4,
      terraform_version: "1.5.0",
      serial: 1,
      lineage: "00000000-0000-4000-8000-000000000002",
      outputs: {},
      resources,
    }),
  };
}

const INPUT_TYPE = ["object", { address: "string", name: "string" }];

function inputOf(index: number) {
  return { address: `198.18.0.${index}`, name: `worker-${index}` };
}

function idOf(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
}

function stored(name: string, index: number, input: unknown) {
  const dependencies = name.startsWith("node") ? [`terraform_data.host-${index}`] : [];
  const attributes = { id: idOf(index), input, output: input, triggers_replace: null };
  return {
    mode: "managed",
    type: "terraform_data",
    name,
    provider: 'provider["terraform.io/builtin/terraform"]',
    instances: [{ schema_version: 0, attributes, dependencies }],
  };
}
