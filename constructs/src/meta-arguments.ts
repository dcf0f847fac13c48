import type { ITerraformDependable, TerraformProvider, TerraformResourceLifecycle } from "cdktf";

/** What Terraform takes for every resource; handed to all resources of a construct. */
export interface MetaArguments {
  /**
   * What has to be there before. What is referred to comes first anyway.
   * @default only what is referred to
   */
  readonly dependsOn?: ITerraformDependable[];
  /**
   * Provider to use, where the stack has several.
   * @default the stack's only `SealosProvider`
   */
  readonly provider?: TerraformProvider;
  /**
   * How Terraform treats changes. The construct's own postcondition is kept.
   * @default Terraform's
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}

/** Time limits in Go's duration form, `1h30m`; nothing waits for ever. */
export interface Timeouts {
  /**
   * How long a create may take.
   * @default the resource's
   */
  readonly create?: string;
  /**
   * How long an update may take.
   * @default the resource's
   */
  readonly update?: string;
  /**
   * How long a delete may take.
   * @default the resource's
   */
  readonly delete?: string;
}
