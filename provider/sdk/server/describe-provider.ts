import type { ProviderFunction } from "../provider-function";
import type { Leaf } from "../schema/attribute";
import { compileSchema } from "../schema/compile";
import { compileIdentity } from "../schema/compile-identity";
import type { Schema } from "../schema/define-schema";
import { terraformTypeOf } from "../schema/from-zod";
import { SchemaError } from "../schema/schema-error";
import type {
  FunctionParameter,
  FunctionSignature,
  IdentitySchema,
  SchemaDescription,
  SchemaVersion,
} from "../schema/schema-description";
import type { AnyProvider } from "./session";

/**
 * Compiles everything that a provider declares into plain JSON; loads every resource for it. Throws a
 * {@link SchemaError} that names type and attribute for the first mistake.
 */
export function describeProvider(provider: AnyProvider): SchemaDescription {
  const { resources = {}, dataSources = {}, ephemeralResources = {}, functions = {} } = provider;
  return {
    provider: compileSchema(provider.schema, "provider").description,
    resources: mapValues(resources, describe),
    dataSources: mapValues(dataSources, describe),
    ephemeralResources: mapValues(ephemeralResources, describe),
    functions: mapValues(functions, (load, name) => describeFunction(load(), name)),
    identities: describeIdentities(resources),
  };
}

function describe(load: () => { readonly schema: Schema }, typeName: string): SchemaVersion {
  return compileSchema(load().schema, typeName).description;
}

function describeIdentities(
  resources: NonNullable<AnyProvider["resources"]>,
): Readonly<Record<string, IdentitySchema>> {
  const identities = Object.entries(resources).flatMap(([typeName, load]) => {
    const { identity } = load();
    return identity === undefined ? [] : [[typeName, compileIdentity(identity, typeName)] as const];
  });
  return Object.fromEntries(identities);
}

function describeFunction(definition: ProviderFunction, name: string): FunctionSignature {
  const { summary, description, deprecated, parameters, variadic, returns } = definition;
  if (summary.trim() === "" || description.trim() === "") {
    throw new SchemaError(name, "needs a summary and a description");
  }
  return {
    summary,
    description,
    parameters: Object.entries(parameters).map(([each, definition]) =>
      describeParameter(`${name}.${each}`, { name: each, ...definition }),
    ),
    ...(variadic === undefined
      ? {}
      : { variadicParameter: describeParameter(`${name}.${variadic.name}`, variadic) }),
    returnType: terraformTypeOf(returns, `${name} result`),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
}

function describeParameter(
  place: string,
  {
    name,
    shape,
    description,
  }: { readonly name: string; readonly shape: Leaf; readonly description: string },
): FunctionParameter {
  if (description.trim() === "") throw new SchemaError(place, "needs a description");
  // Whole numbers as names would be sorted to the front of the parameter list.
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) {
    throw new SchemaError(place, "must be named in lower case letters, digits and underscores");
  }
  const isNullable = shape._zod.def.type === "nullable";
  const type = terraformTypeOf(shape, place);
  return { name, type, description, ...(isNullable ? { allowNull: true } : {}) };
}

function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  change: (value: In, name: string) => Out,
): Readonly<Record<string, Out>> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value, name)]),
  );
}
