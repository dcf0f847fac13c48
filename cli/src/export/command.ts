import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { UsageError, type Command } from "../command";
import { clusterfileOf, type ShownTerraform } from "./clusterfile-of-state";

/** `cdktf-sealos export`: a Clusterfile for the sealos command line. */
export const exportCommand: Command = {
  usage: `export STATE.json [--cluster NAME]

Writes the Clusterfile of a cluster, for the sealos command line. STATE.json is what \`terraform show -json\` prints of a state or of a
plan; "-" reads it from the standard input. Login secrets are not in it: sealos asks for them by its own flags.

  --cluster   which cluster, where there are several

Exit codes: 0 done; 1 the file cannot be read, or has no such cluster; 64 wrong arguments.`,

  run(args, { stdout }) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { cluster: { type: "string" } },
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) throw new UsageError("Name one STATE.json.");
    const shown = JSON.parse(readFileSync(path === "-" ? 0 : path, "utf8")) as ShownTerraform;
    stdout.write(clusterfileOf(shown, values.cluster));
    return Promise.resolve(0);
  },
};
