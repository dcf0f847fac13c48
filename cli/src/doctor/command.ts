import { parseArgs } from "node:util";
import type { Command } from "../command";
import type { Finding } from "./check";
import { checks } from "./checks";
import { thisMachine } from "./this-machine";

/** `cdktf-sealos doctor`: whether this machine can apply, and what to do where it cannot. */
export const doctorCommand: Command = {
  usage: `doctor [--json]

Checks the machine that runs Terraform: Node, Terraform or OpenTofu, where the provider comes from, the engine of the app here, buildah
and its storage, credentials and known hosts of SSH. Changes nothing, reaches no host. Hosts are checked by the plan and the apply.

  --json   an array of {check, level, found, cure} instead of lines

Exit codes: 0 no problem, warnings perhaps; 1 a problem; 64 wrong arguments.`,

  async run(args, context) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean" } } });
    const machine = thisMachine(context);
    const findings: NamedFinding[] = [];
    for (const { name, look } of checks) findings.push({ check: name, ...(await look(machine)) });
    context.stdout.write(
      values.json === true
        ? `${JSON.stringify(findings, null, 2)}\n`
        : findings.map(linesOf).join(""),
    );
    return findings.some(({ level }) => level === "problem") ? 1 : 0;
  },
};

type NamedFinding = Finding & { readonly check: string };

function linesOf(finding: NamedFinding): string {
  const { level, check, found } = finding;
  const line = `${level.padEnd(8)} ${check.padEnd(16)} ${found}\n`;
  return finding.level === "ok" ? line : `${line}${" ".repeat(26)}${finding.cure}\n`;
}
