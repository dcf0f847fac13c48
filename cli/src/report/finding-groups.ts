import type { Finding } from "./report-schema";
import { listed } from "./words";

/** Findings for people: those that say the same of several subjects, `cp-1: components restart`, are one. */
export function groupFindings(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.level, finding.rule, finding.stack, sayingOf(finding)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const subject = listed(group.map((one) => one.subject));
    return [{ ...first, subject, message: `${subject}${sayingOf(first)}` }];
  });
}

/** A message without the subject that it begins with; whole where it is a sentence about that one subject. */
function sayingOf({ subject, message }: Finding): string {
  return message.startsWith(`${subject}: `) ? message.slice(subject.length) : message;
}
