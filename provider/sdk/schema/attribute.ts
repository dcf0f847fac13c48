import type * as z from "zod/mini";

/** A zod type that has a Terraform equivalent; which ones have is told by the compiler of schemas. */
export type Leaf = z.core.$ZodType;

/** What an attribute holds: a zod type, a set of one, or nested attributes. */
export type Shape = Leaf | SetShape | NestedShape;

/** A Terraform set: elements without order or repetition, an array in TypeScript. */
export interface SetShape<Element extends Leaf = Leaf> {
  readonly kind: "set";
  readonly element: Element;
}

/** Nested attributes, alone or in a list, set or map. */
export interface NestedShape<
  Nesting extends "single" | "list" | "set" | "map" = "single" | "list" | "set" | "map",
  Members extends Attributes = Attributes,
> {
  readonly kind: "nested";
  readonly nesting: Nesting;
  readonly attributes: Members;
}

/**
 * Who sets an attribute. `defaulted` is an optional attribute with a default, `block` a nested block that may be left
 * out; the others are named as in Terraform.
 */
export type AttributeMode =
  "required" | "optional" | "defaulted" | "computed" | "optionalComputed" | "writeOnly" | "block";

/** One attribute of a schema; made by `required`, `optional` and their like. */
export interface Attribute<H extends Shape = Shape, Mode extends AttributeMode = AttributeMode> {
  readonly shape: H;
  readonly mode: Mode;
  readonly options: AnyAttributeOptions;
}

/** Attributes by name, in snake_case. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** What every attribute can say about itself. */
export interface AttributeOptions {
  /** Markdown for documentation and editors. Must not be empty. */
  readonly description: string;
  /** Hidden in Terraform's output; stored in clear in the state. */
  readonly sensitive?: boolean;
  /** What to use instead. */
  readonly deprecated?: string;
}

/** For attributes whose change cannot be made in place. */
export interface ReplaceOption {
  /** A planned change of the value replaces the whole resource. */
  readonly requiresReplace?: boolean;
}

/** For attributes that the provider computes. */
export interface KeepOption {
  /** The value in the state stays planned through updates, instead of "known after apply". */
  readonly keep?: boolean;
}

/** All options, whichever constructor allows them. */
export interface AnyAttributeOptions extends AttributeOptions, ReplaceOption, KeepOption {
  readonly default?: unknown;
}
