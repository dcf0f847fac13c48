import type { Configuration } from "./terraform-workspace";

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

interface Stack {
  readonly terraform: { readonly required_providers: Blocks };
  readonly provider: Readonly<Record<string, unknown>>;
  readonly resource: Blocks;
  readonly data?: Blocks;
}

/**
 * A synthesised stack without the objects of providers that are not here: each is Terraform's own `terraform_data`, and whatever
 * referred to one of their attributes refers to that one's id, which is as unknown before an apply.
 */
export function withoutForeignProviders(synthesised: string): Configuration {
  const stack = JSON.parse(synthesised) as Stack;
  const blocks = [...Object.entries(stack.resource), ...Object.entries(stack.data ?? {})];
  const isOwn = (type: string): boolean => type.startsWith("sealos_");
  const own = blocks.filter(([type]) => isOwn(type));
  const foreign = blocks.filter(([type]) => !isOwn(type));
  const names = foreign.flatMap(([, byName]) => Object.keys(byName));
  const standIns = Object.fromEntries(names.map((name) => [name, {}]));
  const local = {
    terraform: { required_providers: { sealos: stack.terraform.required_providers["sealos"] } },
    ...("variable" in stack && { variable: stack.variable }),
    ...("output" in stack && { output: stack.output }),
    provider: { sealos: stack.provider["sealos"] },
    resource: {
      ...Object.fromEntries(own),
      ...(names.length > 0 && { terraform_data: standIns }),
    },
  };
  const references = new RegExp(
    `(?:data\\.)?(?:${foreign.map(([type]) => type).join("|")})\\.([\\w-]+)\\.\\w+`,
    "g",
  );
  const text = JSON.stringify(local);
  return JSON.parse(
    names.length === 0 ? text : text.replace(references, "terraform_data.$1.id"),
  ) as Configuration;
}
