import { LEVELS, type Finding, type StackReport } from "./report-schema";
import { clusterRules } from "./rules/cluster-rules";
import { memberRules } from "./rules/member-rules";
import { planRules } from "./rules/plan-rules";
import type { Rule } from "./rules/rule";
import { versionRules } from "./rules/version-rules";

/** Every rule that looks at a report without being asked. Each has a paragraph in docs/report-rules.md. */
export const rules: readonly Rule[] = [
  ...clusterRules,
  ...memberRules,
  ...versionRules,
  ...planRules,
];

/** What the rules find, harshest first, else in the order of the rules. */
export function findingsOf(stacks: readonly StackReport[]): Finding[] {
  return stacks
    .flatMap((stack) =>
      rules.flatMap((rule) =>
        rule.find(stack).map(({ subject, message, level }) => ({
          rule: rule.id,
          level: level ?? rule.level,
          stack: stack.name,
          subject,
          message,
        })),
      ),
    )
    .sort((a, b) => LEVELS.indexOf(b.level) - LEVELS.indexOf(a.level));
}
