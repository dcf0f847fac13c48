import { isRecord, type Path, type Tree } from "./tree";
import type { TerraformChange, TerraformPlan } from "./terraform-plan";

/** What Terraform will do with an object. `forget` leaves it as it is and stops managing it. */
export type Action = "create" | "update" | "replace" | "delete" | "forget" | "import" | "none";

/** One object of a plan, without anything that is sensitive: the only view of a plan that reports are made of. */
export interface Change {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly index: string | number | undefined;
  readonly action: Action;
  /** Whether a replacement makes the new object first. */
  readonly createsFirst: boolean;
  /** Values before, sensitive ones left out; empty where nothing was. */
  readonly before: Tree;
  /** Values after, sensitive and unknown ones left out; empty where nothing will be. */
  readonly after: Tree;
  /** What is only known after apply: attribute → true, or the same for its parts. */
  readonly unknown: Tree;
  /** The attributes that force a replacement. */
  readonly forcedBy: readonly Path[];
  /** Terraform's word for why, `replace_because_tainted`. */
  readonly reason: string | undefined;
}

/** What of a plan may be shown, and the texts that must not be. */
export interface SafePlan {
  readonly changes: readonly Change[];
  /** What changed outside of Terraform since the last apply. */
  readonly drift: readonly Change[];
  /** Every sensitive text of the plan, for a last look over what is written. */
  readonly secrets: ReadonlySet<string>;
}

/** Takes a plan apart into what may be shown and what must not; honours every sensitivity mark of Terraform. */
export function safePlanOf(plan: TerraformPlan): SafePlan {
  const secrets = new Set<string>();
  const view = (changes: readonly TerraformChange[] = []): readonly Change[] =>
    changes
      .filter(({ mode, deposed }) => mode === "managed" && deposed === undefined)
      .map((change) => changeOf(change, secrets));
  for (const { before, after, before_sensitive, after_sensitive } of Object.values(
    plan.output_changes ?? {},
  )) {
    withoutSecrets(before, before_sensitive, secrets);
    withoutSecrets(after, after_sensitive, secrets);
  }
  collectVariables(plan, secrets);
  return { changes: view(plan.resource_changes), drift: view(plan.resource_drift), secrets };
}

function changeOf(told: TerraformChange, secrets: Set<string>): Change {
  const { change } = told;
  const { actions, before, after, before_sensitive, after_sensitive, after_unknown } = change;
  const visible = (value: unknown, marks: unknown): Tree =>
    withoutSecrets(told.type.startsWith("sealos_") ? withoutImages(value) : value, marks, secrets);
  return {
    address: told.address,
    type: told.type,
    name: told.name,
    index: told.index,
    action: actionOf(actions, change.importing != null),
    createsFirst: actions[0] === "create",
    before: visible(before, before_sensitive),
    after: visible(after, after_sensitive),
    unknown: isRecord(after_unknown) ? after_unknown : {},
    forcedBy: change.replace_paths ?? [],
    reason: told.action_reason,
  };
}

function actionOf(actions: readonly string[], isImport: boolean): Action {
  if (actions.includes("create") && actions.includes("delete")) return "replace";
  const [action] = actions;
  switch (action) {
    case "create":
    case "update":
    case "delete":
    case "forget":
      return action;
    default:
      return isImport ? "import" : "none";
  }
}

/**
 * Attributes of ours that hold pinned images. They are never looked at: what an image is, its resource says in clear. Nor are
 * they searched for secrets: most of an image's environment is versions and paths, and what of it is secret was
 * marked where it was given.
 */
const IMAGE_ATTRIBUTES = ["mount", "default_env", "images", "rootfs", "image"];

function withoutImages(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const isMount = "tree_digest" in value || "pull_policy" in value; // its `image` is a name
  return Object.fromEntries(
    Object.entries(value).filter(
      ([name]) => !IMAGE_ATTRIBUTES.includes(name) || (isMount && name === "image"),
    ),
  );
}

/** The attributes without what the marks call sensitive; those texts are collected. */
function withoutSecrets(value: unknown, marks: unknown, secrets: Set<string>): Tree {
  const rest = withoutMarked(value, marks, secrets);
  return isRecord(rest) ? rest : {};
}

function withoutMarked(value: unknown, marks: unknown, secrets: Set<string>): unknown {
  if (marks === true) {
    collect(value, secrets);
    return undefined;
  }
  if (Array.isArray(value)) {
    const of = (index: number): unknown => (Array.isArray(marks) ? marks[index] : undefined);
    return value.map((part, index) => withoutMarked(part, of(index), secrets));
  }
  if (!isRecord(value)) return value;
  const of = (key: string): unknown => (isRecord(marks) ? marks[key] : undefined);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withoutMarked(part, of(key), secrets)]),
  );
}

function collect(value: unknown, secrets: Set<string>): void {
  if (typeof value === "string") secrets.add(value);
  else if (isRecord(value) || Array.isArray(value)) {
    for (const part of Object.values(value)) collect(part, secrets);
  }
}

/** Terraform puts variables into a plan in clear text, and says in the configuration which are sensitive. */
function collectVariables(
  { variables = {}, configuration }: TerraformPlan,
  secrets: Set<string>,
): void {
  const root = isRecord(configuration) ? configuration["root_module"] : undefined;
  const declared = isRecord(root) && isRecord(root["variables"]) ? root["variables"] : {};
  for (const [name, { value }] of Object.entries(variables)) {
    const declaration = declared[name];
    if (isRecord(declaration) && declaration["sensitive"] === true) collect(value, secrets);
  }
}
