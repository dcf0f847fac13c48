import type { IConstruct } from "constructs";

/** A mistake that can be seen at synth: where, what was found, the rule, the cure. */
export function mistake(
  construct: IConstruct,
  field: string,
  found: unknown,
  rule: string,
  cure: string,
): Error {
  return new Error(mistakeText(construct, field, found, rule, cure));
}

/** The text of {@link mistake}, for validations that collect. */
export function mistakeText(
  construct: IConstruct,
  field: string,
  found: unknown,
  rule: string,
  cure: string,
): string {
  return `${construct.node.path}: ${field} is ${JSON.stringify(found)}: ${rule}. ${cure}.`;
}
