import { templateError } from "./errors";
import type { Template } from "./parse";
import type { Value } from "./values";

/** What a map answers for a key it lacks: Go's options of the same names. */
export type MissingKey = "default" | "zero" | "error";

/** One rendering: what it renders, how, and the output so far. */
export interface Run {
  readonly template: Template;
  readonly missingKey: MissingKey;
  readonly output: string[];
}

/** Where an evaluation stands: its dot, and the variables it sees; a called template starts anew. */
export interface Scope {
  readonly run: Run;
  readonly dot: Value;
  readonly variables: Variable[];
  /** How many template calls deep. */
  readonly depth: number;
}

/** A variable with its sigil (`$x`, or `$` alone for the data). */
export interface Variable {
  readonly name: string;
  value: Value;
}

/** The innermost variable of a name, if there is one. */
export function findVariable(scope: Scope, name: string): Variable | undefined {
  for (let at = scope.variables.length - 1; at >= 0; at -= 1) {
    if (scope.variables[at]?.name === name) return scope.variables[at];
  }
  return undefined;
}

/** Throws a TemplateError at a node. */
export function failAt(
  scope: Scope,
  node: { readonly line: number },
  reason: string,
  cause?: unknown,
): never {
  throw templateError(scope.run.template.name, node.line, reason, cause);
}
