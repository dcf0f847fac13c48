import * as z from "zod/mini";

/**
 * The part of `terraform show -json PLAN` that a report is made of (Terraform's format 1.x, which promises to add and never to
 * change). Whatever else is in there is left out when read.
 */
const changeType = z.object({
  actions: z.array(z.string()),
  before: z.optional(z.unknown()),
  after: z.optional(z.unknown()),
  after_unknown: z.optional(z.unknown()),
  before_sensitive: z.optional(z.unknown()),
  after_sensitive: z.optional(z.unknown()),
  replace_paths: z.optional(z.array(z.array(z.union([z.string(), z.number()])))),
  importing: z.optional(z.unknown()),
});

const resourceChangeType = z.object({
  address: z.string(),
  previous_address: z.optional(z.string()),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  index: z.optional(z.union([z.string(), z.number()])),
  action_reason: z.optional(z.string()),
  deposed: z.optional(z.string()),
  change: changeType,
});

const planType = z.object({
  format_version: z.string(),
  terraform_version: z.optional(z.string()),
  variables: z.optional(z.record(z.string(), z.object({ value: z.optional(z.unknown()) }))),
  resource_changes: z.optional(z.array(resourceChangeType)),
  resource_drift: z.optional(z.array(resourceChangeType)),
  output_changes: z.optional(z.record(z.string(), changeType)),
  configuration: z.optional(z.unknown()),
  errored: z.optional(z.boolean()),
  complete: z.optional(z.boolean()),
});

/** A plan as Terraform tells it, secrets and all: only `change.ts` may look into it. */
export type TerraformPlan = z.infer<typeof planType>;

/** One entry of `resource_changes`, as Terraform tells it. */
export type TerraformChange = z.infer<typeof resourceChangeType>;

/**
 * Reads the text of a JSON plan.
 *
 * @throws Error that names the file, what was found and the cure, where the text is something else.
 */
export function readTerraformPlan(text: string, file: string): TerraformPlan {
  const value = parse(text, file);
  const read = planType.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(
      `${file}: this is no JSON plan of Terraform: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}. ${CURE}`,
    );
  }
  const { data } = read;
  if (!data.format_version.startsWith("1.")) {
    throw new Error(
      `${file}: the plan has format ${data.format_version}; this version reads 1.x. Use a newer cdktf-sealos.`,
    );
  }
  if (data.resource_changes === undefined && isState(value)) {
    throw new Error(`${file}: this is the JSON of a state, not of a plan. ${CURE}`);
  }
  return data;
}

const CURE = "Make one: terraform plan -out=plan && terraform show -json plan > plan.json.";

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const what = text.startsWith("PK") ? "the plan file itself, which is not JSON" : "not JSON";
    throw new Error(`${file}: this is ${what}. ${CURE}`);
  }
}

function isState(value: unknown): boolean {
  return typeof value === "object" && value !== null && "values" in value;
}
