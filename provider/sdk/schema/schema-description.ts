import type { TerraformType } from "../values/terraform-type";

/**
 * Everything that GetProviderSchema tells Terraform, as plain JSON. It is compiled from the author's schemas at build
 * time, so that a start of the provider that only has to show its schema loads neither zod nor any resource.
 */
export interface SchemaDescription {
  readonly provider: SchemaVersion;
  readonly resources: Readonly<Record<string, SchemaVersion>>;
  readonly dataSources: Readonly<Record<string, SchemaVersion>>;
  readonly ephemeralResources: Readonly<Record<string, SchemaVersion>>;
  readonly functions: Readonly<Record<string, FunctionSignature>>;
  /** By resource name; resources without an identity are absent. */
  readonly identities: Readonly<Record<string, IdentitySchema>>;
}

/** A root block and the version under which Terraform stores its state. */
export interface SchemaVersion {
  readonly version: number;
  readonly block: SchemaBlock;
}

/** A body of attributes and nested blocks. A value of it is one object holding both, by name. */
export interface SchemaBlock {
  readonly description: string;
  /** Replaces the default text that Terraform prints when the block is used. */
  readonly deprecated?: string;
  readonly attributes: readonly SchemaAttribute[];
  readonly blockTypes: readonly NestedBlock[];
}

/** One attribute. Exactly one of `type` and `nestedType` is present; absent flags are false. */
export interface SchemaAttribute {
  readonly name: string;
  readonly type?: TerraformType;
  readonly nestedType?: NestedType;
  /** Markdown. */
  readonly description: string;
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  readonly sensitive?: true;
  readonly writeOnly?: true;
  /** What to use instead. */
  readonly deprecated?: string;
}

/** How often a nested object occurs: once, in a list, in a set, or in a map by static key. */
export type Nesting = "single" | "list" | "set" | "map";

/** The objects that make up a nested attribute. */
export interface NestedType {
  readonly nesting: Nesting;
  readonly attributes: readonly SchemaAttribute[];
}

/** A nested block. Absent `list`, `set` and `map` blocks are empty collections, an absent `single` block is null. */
export interface NestedBlock {
  readonly name: string;
  readonly nesting: Nesting;
  readonly block: SchemaBlock;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** The attributes that identify a resource instance from outside Terraform. */
export interface IdentitySchema {
  readonly version: number;
  readonly attributes: readonly IdentityAttribute[];
}

/** One identity attribute; exactly one of the two import flags is present. */
export interface IdentityAttribute {
  readonly name: string;
  readonly type: TerraformType;
  readonly description: string;
  readonly requiredForImport?: true;
  readonly optionalForImport?: true;
}

/** The signature of a provider function. */
export interface FunctionSignature {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly FunctionParameter[];
  readonly variadicParameter?: FunctionParameter;
  readonly returnType: TerraformType;
  readonly deprecated?: string;
}

/** One parameter; unless the flags say otherwise, Terraform never passes null or unknown for it. */
export interface FunctionParameter {
  readonly name: string;
  readonly type: TerraformType;
  readonly description: string;
  readonly allowNull?: true;
  readonly allowUnknown?: true;
}
