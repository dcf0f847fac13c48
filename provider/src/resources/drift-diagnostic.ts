import { warning, type Diagnostic } from "../../sdk";
import type { Drift } from "../pipeline/find-drift";

/** What was undone from outside; the summary is unique to the object. Nothing where nothing was. */
export function driftFound(name: string, { findings }: Drift): readonly Diagnostic[] {
  if (findings.length === 0) return [];
  return [
    warning(
      `${name} Was Changed Outside Of Terraform`,
      `${findings.map((text) => `- ${text}`).join("\n")}\n\nThe plan shows the steps that put it back, and the next apply runs those and no others.`,
    ),
  ];
}

/** Why steps stand in a plan though they had finished, for those that a reviewer reads of. */
export function driftReasons(
  drifted: readonly string[],
  unspoken: readonly string[],
): Readonly<Record<string, string>> {
  const spoken = drifted.filter((step) => !unspoken.includes(step));
  return Object.fromEntries(spoken.map((step) => [step, "changed outside of Terraform"]));
}
