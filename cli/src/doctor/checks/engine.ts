import { join } from "node:path";
import { ok, problem, warning, type Check, type Machine } from "../check";
import { isAtLeast } from "../is-at-least";

/** The construct library and its command line, as the app here has them installed. */
export const engine: Check = {
  name: "Engine",
  look(machine) {
    const [cdktf, cdktn] = [versionOf(machine, "cdktf"), versionOf(machine, "cdktn")];
    if (cdktf !== undefined && cdktn !== undefined) {
      return warning(
        `cdktf ${cdktf} and cdktn ${cdktn} in one app`,
        "Keep one: constructs of cdktf fail inside an app of cdktn. For cdktn, import from cdktf-sealos/cdktn.",
      );
    }
    if (cdktf === undefined && cdktn === undefined)
      return ok("none here: plain Terraform needs none");
    return commandLine(machine) ?? ok(cdktf === undefined ? `cdktn ${cdktn}` : `cdktf ${cdktf}`);
  },
};

// Both command lines end at once on a Node that they do not know.
function commandLine(machine: Machine) {
  const { nodeVersion } = machine;
  if (versionOf(machine, "cdktf-cli") !== undefined && isAtLeast(nodeVersion, "23")) {
    return problem(
      `cdktf-cli does not start on Node ${nodeVersion}: it has no terminal module for it`,
      "Use Node 20 or 22, or cdktn-cli, which runs apps of cdktf, too.",
    );
  }
  if (versionOf(machine, "cdktn-cli") !== undefined && !isAtLeast(nodeVersion, "22.19")) {
    return problem(`cdktn-cli does not start on Node ${nodeVersion}`, "Use Node 22.19 or newer.");
  }
  return undefined;
}

function versionOf({ folder, readFile }: Machine, name: string): string | undefined {
  const text = readFile(join(folder, "node_modules", name, "package.json"));
  return text === undefined ? undefined : (JSON.parse(text) as { version: string }).version;
}
