import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseClusterfile } from "../../../provider/src/domain/clusterfile";
import { UsageError, type Command } from "../command";
import { nodeNames, stackFacts } from "./stack-facts";
import { writeStack } from "./write-stack";

/** `cdktf-sealos import`: a stack that adopts a cluster of the sealos command line. */
export const importCommand: Command = {
  usage: `import CLUSTERFILE [--nodes NODES.json]

Writes a TypeScript stack that declares the cluster of a Clusterfile and imports every object of it. On a control plane the file is
/root/.sealos/CLUSTER/Clusterfile; "-" reads the standard input:

  ssh root@CONTROL-PLANE cat /root/.sealos/default/Clusterfile | cdktf-sealos import - > main.ts

  --nodes   what \`kubectl get nodes -o json\` prints: the names of the nodes. Without it they are made up, to be corrected.

Exit codes: 0 done; 1 the file cannot be read, or is no Clusterfile of a cluster; 64 wrong arguments.`,

  run(args, { stdout, stderr }) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { nodes: { type: "string" } },
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) throw new UsageError("Name one CLUSTERFILE.");
    const { value, issues } = parseClusterfile(read(path), [path]);
    if (value === undefined) throw new Error(issues.map(({ detail }) => detail).join("\n"));
    const facts = stackFacts(
      value,
      values.nodes === undefined ? {} : nodeNames(read(values.nodes)),
    );
    stdout.write(writeStack(facts));
    if (facts.unnamed.length > 0) {
      stderr.write(
        `The names of the nodes at ${facts.unnamed.join(", ")} are made up: give --nodes, or correct them.\n`,
      );
    }
    return Promise.resolve(0);
  },
};

function read(path: string): string {
  return readFileSync(path === "-" ? 0 : path, "utf8");
}
