import type { JsonValue } from "../domain/json";
import { digestOf } from "../lib/hash";
import type { StepIntent } from "./pending-steps";

/** Why steps run again, in the lines of a plan. */
export interface StepReasons {
  /** What the same steps were for before; null when nothing was before. */
  readonly before: readonly StepIntent[] | null;
  /** Steps whose effect was undone from outside, each with what a reviewer reads of it. */
  readonly drifted: Readonly<Record<string, string>>;
}

/**
 * The intents with the reason of each step at the end of its last line: `run the command (env, args changed)`. A step that
 * has no reason but that it never finished stays as it is, and so does a line that is open.
 */
export function explainSteps(
  intents: readonly StepIntent[],
  { before, drifted }: StepReasons,
): readonly StepIntent[] {
  return intents.map((intent) => {
    const { step, lines } = intent;
    const undone = drifted[step];
    // A step that says nothing of itself must be seen where it alone runs again.
    if (undone !== undefined && lines?.length === 0) {
      return { ...intent, lines: [`run ${step} again (${undone})`] };
    }
    const earlier = before?.find((one) => one.step === step);
    const reason = undone ?? (earlier === undefined ? NONE : reasonOf(intent, earlier));
    return { ...intent, lines: lines && explained(lines, reason) };
  });
}

const NONE = "";

/** Undefined while it is open which parts of the input differ: a line must not read differently once that is known. */
function reasonOf(now: StepIntent, before: StepIntent): string | undefined {
  if (now.input === undefined) return undefined;
  const names = Object.keys(membersOf(now.input)).filter(
    (name) =>
      digestOf(membersOf(now.input)[name] ?? null) !==
      digestOf(membersOf(before.input)[name] ?? null),
  );
  return names.length === 0 ? NONE : `${names.join(", ")} changed`;
}

function explained(
  lines: readonly (string | undefined)[],
  reason: string | undefined,
): readonly (string | undefined)[] {
  const last = lines.at(-1);
  if (last === undefined || reason === NONE) return lines;
  return [...lines.slice(0, -1), reason === undefined ? undefined : `${last} (${reason})`];
}

function membersOf(input: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  return typeof input === "object" && input !== null && !Array.isArray(input)
    ? (input as Readonly<Record<string, JsonValue>>)
    : {};
}
