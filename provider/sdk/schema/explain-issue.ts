import type * as z from "zod/mini";
import { isDecimal } from "../values/terraform-value";

/** Says which rule a value breaks, in words for the practitioner: `must be at most 65535`. Never shows the value. */
export function explainIssue(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return explainType(issue.expected, issue.input);
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(quote).join(", ")}`;
    case "too_small":
      return `must ${measure(issue.origin)} ${issue.inclusive === false ? "more than" : "at least"} ${bound(issue.minimum, issue.origin)}`;
    case "too_big":
      return `must ${measure(issue.origin)} ${issue.inclusive === false ? "less than" : "at most"} ${bound(issue.maximum, issue.origin)}`;
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_format":
      return explainFormat(issue.format, issue.pattern);
    case "unrecognized_keys":
      return `must not have ${issue.keys.map(quote).join(", ")}`;
    case "invalid_union":
      return "must have one of the allowed forms";
    default:
      return "is not valid";
  }
}

function explainType(expected: string, input: unknown): string {
  if (input === null || input === undefined) return "must not be null";
  if (expected === "int") return "must be a whole number between -(2^53 - 1) and 2^53 - 1";
  if (expected === "number" && (typeof input === "bigint" || isDecimal(input))) {
    return "must be a number that a double holds exactly";
  }
  return `must be of type ${expected}`;
}

function measure(origin: string): string {
  if (origin === "string" || origin === "array" || origin === "object") return "have";
  return "be";
}

const UNITS: Readonly<Record<string, string>> = {
  string: "character",
  array: "element",
  object: "entry",
};

function bound(limit: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  if (unit === undefined) return String(limit);
  if (limit === 1) return `1 ${unit}`;
  return `${limit} ${unit === "entry" ? "entries" : `${unit}s`}`;
}

function explainFormat(format: string, pattern: unknown): string {
  if (format === "regex" && typeof pattern === "string") return `must match ${pattern}`;
  return `must be a valid ${format.replaceAll("_", " ")}`;
}

function quote(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
