import { Lazy, Token } from "cdktf";

/**
 * A map for a provider block whose keys Terraform gets as they are; `toTerraform` is the binding's for one value. cdktf writes all keys
 * of such a block in snake case: of the registry `registry.example` it would make `registry_example`.
 */
export function withLiteralKeys<T extends object>(
  map: Readonly<Record<string, T>> | undefined,
  toTerraform: (value: T) => unknown,
): Record<string, T> | undefined {
  if (map === undefined || Token.isUnresolved(map)) return map;
  const produce = () =>
    Object.fromEntries(Object.entries(map).map(([key, value]) => [key, toTerraform(value)]));
  return Lazy.anyValue({ produce }) as unknown as Record<string, T>;
}
