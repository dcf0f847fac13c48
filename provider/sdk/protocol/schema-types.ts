import { blockType, identityType } from "../schema/block-type";
import type { FunctionSignature, SchemaDescription } from "../schema/schema-description";
import type { TerraformType } from "../values/terraform-type";

/** A name that the schema does not know: Terraform and provider have different versions, or someone else is calling. */
export class UnknownNameError extends Error {
  override readonly name = "UnknownNameError";
}

/** The types of everything that travels, looked up by name in the compiled schema. Each is computed once. */
export interface SchemaTypes {
  readonly schema: SchemaDescription;
  provider(): TerraformType;
  /** @throws UnknownNameError, as do the following ones. */
  resource(typeName: string): TerraformType;
  dataSource(typeName: string): TerraformType;
  ephemeralResource(typeName: string): TerraformType;
  /** Undefined for a resource without an identity. */
  identity(typeName: string): TerraformType | undefined;
  /** The type of the argument at this index, of the variadic parameter too. */
  argument(functionName: string, index: number): TerraformType;
  returned(functionName: string): TerraformType;
}

/** Prepares the lookups for one schema. */
export function schemaTypes(schema: SchemaDescription): SchemaTypes {
  const functionOf = (name: string): FunctionSignature => known("function", schema.functions, name);
  return {
    schema,
    provider: once(() => blockType(schema.provider.block)),
    resource: memoized((name) => blockType(known("resource", schema.resources, name).block)),
    dataSource: memoized((name) => blockType(known("data source", schema.dataSources, name).block)),
    ephemeralResource: memoized((name) =>
      blockType(known("ephemeral resource", schema.ephemeralResources, name).block),
    ),
    identity: memoized((name) => {
      const identity = own(schema.identities, name);
      return identity === undefined ? undefined : identityType(identity);
    }),
    argument(name, index) {
      const { parameters, variadicParameter } = functionOf(name);
      const parameter = parameters[index] ?? variadicParameter;
      if (parameter !== undefined) return parameter.type;
      throw new UnknownNameError(`The function ${name} takes ${parameters.length} arguments`);
    },
    returned: (name) => functionOf(name).returnType,
  };
}

function known<Entry>(kind: string, entries: Readonly<Record<string, Entry>>, name: string): Entry {
  const entry = own(entries, name);
  if (entry !== undefined) return entry;
  const names = Object.keys(entries).join(", ");
  throw new UnknownNameError(
    `This provider has no ${kind} ${name}. It has: ${names === "" ? "none" : names}`,
  );
}

function own<Entry>(entries: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}

function once<Result>(compute: () => Result): () => Result {
  let result: { readonly value: Result } | undefined;
  return () => (result ??= { value: compute() }).value;
}

function memoized<Result>(compute: (name: string) => Result): (name: string) => Result {
  const results = new Map<string, Result>();
  return (name) => {
    if (!results.has(name)) results.set(name, compute(name));
    return results.get(name) as Result;
  };
}
