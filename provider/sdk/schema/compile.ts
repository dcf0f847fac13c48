import { conform } from "../values/conform";
import { holdsUnknown } from "../values/holds-unknown";
import { formatPath } from "../values/attribute-path";
import type { TerraformType } from "../values/terraform-type";
import type { TerraformValue } from "../values/terraform-value";
import type { Attribute, Attributes, Leaf, NestedShape, SetShape, Shape } from "./attribute";
import { blockType } from "./block-type";
import type { CompiledAttribute, CompiledSchema } from "./compiled-schema";
import type { Schema } from "./define-schema";
import { describeBlock } from "./describe";
import { terraformTypeOf } from "./from-zod";
import { SchemaError } from "./schema-error";

/**
 * Checks and compiles a schema. Throws a {@link SchemaError} that names type and attribute for a missing description,
 * a bad name, a zod type or a combination that Terraform would reject when it loads the schema.
 */
export function compileSchema(schema: Schema, typeName: string): CompiledSchema {
  if (!Number.isInteger(schema.version) || schema.version < 0) {
    throw new SchemaError(typeName, "must have a whole number of 0 or more as version");
  }
  requireText(schema.description, typeName);
  const attributes = compileAttributes(schema.attributes, typeName);
  const block = describeBlock(schema, attributes);
  return { description: { version: schema.version, block }, type: blockType(block), attributes };
}

function compileAttributes(attributes: Attributes, place: string): readonly CompiledAttribute[] {
  return Object.entries(attributes).map(([name, attribute]) => {
    const inner = `${place}.${name}`;
    requireName(name, inner);
    requireText(attribute.options.description, inner);
    return compileAttribute(name, attribute, inner);
  });
}

function compileAttribute(name: string, attribute: Attribute, place: string): CompiledAttribute {
  const { shape, mode, options } = attribute;
  const contents = isNested(shape) ? compileNested(shape, place) : compileLeaf(shape, place);
  requireSetMembers(contents, place);
  requireConfigurable(attribute, contents, place);
  return {
    name,
    mode,
    ...contents,
    defaultValue: compileDefault(contents.type, options.default, place),
    options,
  };
}

type Contents = Pick<CompiledAttribute, "type" | "nested" | "leaf" | "setElement">;

function compileNested(shape: NestedShape, place: string): Contents {
  const attributes = compileAttributes(shape.attributes, place);
  const members = Object.fromEntries(attributes.map((each) => [each.name, each.type]));
  const object: TerraformType = ["object", members];
  const type: TerraformType = shape.nesting === "single" ? object : [shape.nesting, object];
  return { type, nested: { nesting: shape.nesting, attributes } };
}

function compileLeaf(shape: Leaf | SetShape, place: string): Contents {
  if ("kind" in shape) {
    return {
      type: ["set", terraformTypeOf(shape.element, `${place}[]`)],
      setElement: shape.element,
    };
  }
  return { type: terraformTypeOf(shape, place), leaf: shape };
}

function compileDefault(type: TerraformType, value: unknown, place: string): TerraformValue {
  const { value: compiled, misfits } = conform(type, value ?? null);
  const [first] = misfits;
  if (first !== undefined) {
    throw new SchemaError(
      `${place}${formatPath(first.path)}`,
      `has a default that ${first.message}`,
    );
  }
  if (holdsUnknown(compiled)) throw new SchemaError(place, "has an unknown default");
  return compiled;
}

function requireName(name: string, place: string): void {
  if (!/^[a-z_][a-z0-9_]*$/.test(name)) {
    throw new SchemaError(place, "must be named in lower case letters, digits and underscores");
  }
}

function requireText(description: string, place: string): void {
  if (description.trim() === "") throw new SchemaError(place, "needs a description");
}

/** Terraform cannot tell set elements apart while a part of them is missing from the configuration. */
function requireSetMembers(contents: Contents, place: string): void {
  const isSet = typeof contents.type !== "string" && contents.type[0] === "set";
  if (isSet && holdsDynamic(contents.type)) {
    throw new SchemaError(place, "is a set and must not hold values of any type");
  }
  if (contents.nested?.nesting === "set" && holdsWriteOnly(contents.nested.attributes)) {
    throw new SchemaError(place, "is a set and must not hold write-only attributes");
  }
}

/** Nobody could ever hand over a write-only value inside an object that the provider computes. */
function requireConfigurable({ mode }: Attribute, { nested }: Contents, place: string): void {
  const isOurs = mode === "computed" || mode === "optionalComputed" || mode === "defaulted";
  if (isOurs && holdsWriteOnly(nested?.attributes ?? [])) {
    throw new SchemaError(place, "is computed and must not hold write-only attributes");
  }
}

function holdsDynamic(type: TerraformType): boolean {
  if (typeof type === "string") return type === "dynamic";
  if (type[0] === "tuple") return type[1].some(holdsDynamic);
  if (type[0] === "object") return Object.values(type[1]).some(holdsDynamic);
  return holdsDynamic(type[1]);
}

function holdsWriteOnly(attributes: readonly CompiledAttribute[]): boolean {
  return attributes.some(
    ({ mode, nested }) => mode === "writeOnly" || holdsWriteOnly(nested?.attributes ?? []),
  );
}

function isNested(shape: Shape): shape is NestedShape {
  return "kind" in shape && shape.kind === "nested";
}
