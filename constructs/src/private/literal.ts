import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { mistake } from "./errors";

const LIST_ELEMENT = "#{TfToken[";

/** Refuses a reference where the structure of the graph depends on the value. */
export function requireLiteral(construct: IConstruct, field: string, value: unknown): void {
  if (!Token.isUnresolved(value)) return;
  throw mistake(
    construct,
    field,
    "a reference",
    "it decides the structure of the graph, so it must be known at synth",
    "Write it as a literal; addresses, ports and secrets may be references",
  );
}

/** Refuses a value outside of an enum, a reference included. */
export function requireOneOf(
  construct: IConstruct,
  field: string,
  value: string,
  allowed: Readonly<Record<string, string>>,
): void {
  requireLiteral(construct, field, value);
  const words = Object.values(allowed);
  if (words.includes(value)) return;
  throw mistake(
    construct,
    field,
    JSON.stringify(value),
    `it is one of ${words.join(", ")}`,
    "Choose one",
  );
}

/**
 * Refuses maps whose keys are not known at synth: Terraform would plan all of such a map as one unknown, and a review
 * would see nothing.
 */
export function requireStaticKeys(
  construct: IConstruct,
  maps: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>,
): void {
  for (const [field, map] of Object.entries(maps)) {
    if (map === undefined) continue;
    const isStatic = !Object.keys(map).some((key) => Token.isUnresolved(key));
    if (isStatic && !Token.isUnresolved(map)) continue;
    throw mistake(
      construct,
      field,
      "a map with keys that are references",
      "keys are known at synth; only values may be references",
      "Write the keys as literals",
    );
  }
}

/** Refuses a list that is one reference where its elements are needed. */
export function requireKnownList(construct: IConstruct, field: string, list: unknown): void {
  if (list === undefined || (Array.isArray(list) && !Token.isUnresolved(list))) return;
  throw mistake(
    construct,
    field,
    Token.isUnresolved(list) ? "a list that is not known at synth" : typeof list,
    "how many elements it has must be known at synth",
    "Write the list as a literal; its elements may be references",
  );
}

/**
 * Refuses an element of an unresolved list: a loop over such a list runs once, whatever its length will be, and leaves text that
 * Terraform does not understand.
 */
export function refuseListElement(construct: IConstruct, field: string, value: unknown): void {
  if (typeof value === "string" && !value.includes(LIST_ELEMENT)) return;
  throw mistake(
    construct,
    field,
    typeof value === "string" || Array.isArray(value)
      ? "an element of a list that is not known at synth"
      : `of type ${typeof value}`,
    "how many hosts there are must be known at synth; a loop over such a list runs once",
    "Loop over a static list of names, and take each address with Fn.element(list, index)",
  );
}
