import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import { mistake } from "./errors";

/** Refuses a token where the structure of the graph depends on the value. */
export function requireLiteral(construct: IConstruct, field: string, value: unknown): void {
  if (!Token.isUnresolved(value)) return;
  throw mistake(
    construct,
    field,
    String(value),
    "it decides the structure of the graph, so it must be known at synth",
    "Write it as a literal; addresses, ports and secrets may be references",
  );
}

/** The values that are known at synth. */
export function literals<T>(values: readonly T[]): readonly T[] {
  return values.filter((value) => !Token.isUnresolved(value));
}
