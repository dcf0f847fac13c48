import type { Diagnostic } from "../diagnostics";
import type { CompiledAttribute } from "../schema/compiled-schema";
import { isTerraformList, isTerraformObject, type TerraformValue } from "../values/terraform-value";

/** Shorter texts occur in messages by chance. */
const SHORTEST_SECRET = 4;

/** All texts of sensitive and write-only attributes in the given values, longest first. */
export function secretsIn(
  attributes: readonly CompiledAttribute[],
  ...values: readonly TerraformValue[]
): readonly string[] {
  const secrets = new Set<string>();
  for (const value of values) collectMembers(attributes, value, secrets);
  return [...secrets].sort((left, right) => right.length - left.length);
}

/** Replaces every secret in the texts of diagnostics, wherever a handler may have quoted it from. */
export function redact(
  diagnostics: readonly Diagnostic[],
  secrets: readonly string[],
): readonly Diagnostic[] {
  if (secrets.length === 0) return diagnostics;
  const hide = (text: string): string =>
    secrets.reduce((hidden, secret) => hidden.replaceAll(secret, "(sensitive value)"), text);
  return diagnostics.map((each) => ({
    ...each,
    summary: hide(each.summary),
    detail: hide(each.detail),
  }));
}

function collectMembers(
  attributes: readonly CompiledAttribute[],
  value: TerraformValue,
  secrets: Set<string>,
): void {
  if (!isTerraformObject(value)) return;
  for (const { name, mode, options, nested } of attributes) {
    const member = value[name] ?? null;
    if (options.sensitive === true || mode === "writeOnly") collectTexts(member, secrets);
    else if (nested?.nesting === "single") collectMembers(nested.attributes, member, secrets);
    else if (nested !== undefined) {
      for (const each of elements(member)) collectMembers(nested.attributes, each, secrets);
    }
  }
}

function collectTexts(value: TerraformValue, secrets: Set<string>): void {
  if (typeof value === "string") {
    // A multi-line secret is often quoted line by line.
    for (const text of [value, ...value.split("\n")]) {
      if (text.length >= SHORTEST_SECRET) secrets.add(text);
    }
  } else for (const each of elements(value)) collectTexts(each, secrets);
}

function elements(value: TerraformValue): readonly TerraformValue[] {
  if (isTerraformList(value)) return value;
  return isTerraformObject(value) ? Object.values(value) : [];
}
