import { isRecord, type Tree } from "./tree";

/** What the expressions of a configuration refer to: address of a resource (without index) → attribute → addresses. */
export type References = ReadonlyMap<string, Readonly<Record<string, readonly string[]>>>;

/** Reads who refers to whom from the configuration in a plan. Constants are not looked at: they may be secret. */
export function referencesOf(configuration: unknown): References {
  const found = new Map<string, Readonly<Record<string, readonly string[]>>>();
  if (isRecord(configuration)) visitModule(configuration["root_module"], "", found);
  return found;
}

/** `module.a.sealos_host.cp` of `module.a["x"].sealos_host.cp["cp-1"]`: what a configuration calls the resource. */
export function withoutIndexes(address: string): string {
  return address.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, "");
}

/** Whether the provider block protects clusters from being destroyed; its default where it does not say a constant. */
export function protectsByDefault(configuration: unknown): boolean | undefined {
  const providers = isRecord(configuration) ? configuration["provider_config"] : undefined;
  const blocks = isRecord(providers) ? Object.values(providers).filter(isRecord) : [];
  const block = blocks.find(({ name }) => name === "sealos");
  const expressions = block?.["expressions"];
  const expression = isRecord(expressions) ? expressions["deletion_protection"] : undefined;
  if (expression === undefined) return true;
  const constant = isRecord(expression) ? expression["constant_value"] : undefined;
  return typeof constant === "boolean" ? constant : undefined;
}

function visitModule(
  module: unknown,
  prefix: string,
  found: Map<string, Readonly<Record<string, readonly string[]>>>,
): void {
  if (!isRecord(module)) return;
  for (const resource of listAt(module, "resources")) {
    const { address, expressions } = resource;
    if (typeof address !== "string" || !isRecord(expressions)) continue;
    found.set(
      prefix + address,
      Object.fromEntries(
        Object.entries(expressions).map(([name, expression]) => [
          name,
          targetsOf(expression).map((target) => prefix + target),
        ]),
      ),
    );
  }
  const calls = module["module_calls"];
  for (const [name, call] of isRecord(calls) ? Object.entries(calls) : []) {
    if (isRecord(call)) visitModule(call["module"], `${prefix}module.${name}.`, found);
  }
}

/** Terraform lists `a.b.id` and then `a.b`; the shorter ones are the same reference. */
function targetsOf(expression: unknown): readonly string[] {
  const all = new Set(collect(expression));
  return [...all].filter(
    (target) =>
      ![...all].some((other) => other.startsWith(`${target}.`) || other.startsWith(`${target}[`)),
  );
}

function collect(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(collect);
  if (!isRecord(expression)) return [];
  const { references } = expression;
  const parts = Object.entries(expression).filter(
    ([name]) => name !== "references" && name !== "constant_value",
  );
  const own = Array.isArray(references)
    ? references.filter((target): target is string => typeof target === "string")
    : [];
  return [...own, ...parts.flatMap(([, part]) => collect(part))];
}

function listAt(tree: Tree, name: string): readonly Tree[] {
  const value = tree[name];
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
