import type { IConstruct } from "constructs";

/** A mistake that can be seen at synth: where, what was found, the rule, the cure. */
export function mistake(
  construct: IConstruct,
  field: string,
  found: string,
  rule: string,
  cure: string,
): Error {
  return new Error(`${construct.node.path}: ${mistakeText(field, found, rule, cure)}`);
}

/** The text of a {@link mistake} for a validation: cdktf puts the path before it. */
export function mistakeText(field: string, found: string, rule: string, cure: string): string {
  return `${field} is ${found}: ${rule}. ${cure}.`;
}
