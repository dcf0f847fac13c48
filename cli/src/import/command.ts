import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { surveyBySsh, surveyNodes } from "../../../provider/src/compose/survey";
import { parseClusterfile } from "../../../provider/src/domain/clusterfile";
import { UsageError, type Command, type CommandContext } from "../command";
import { factsOfClusterfile } from "./clusterfile-facts";
import { loginOptions, readLogin, type LoginValues } from "./login";
import type { StackFacts } from "./stack-facts";
import { factsOfSurvey } from "./survey-facts";
import { writeStack } from "./write-stack";

/** `cdktf-sealos import`: a stack that adopts a cluster, from the cluster itself or from a Clusterfile. */
export const importCommand: Command = {
  usage: `import --host [USER@]ADDRESS[:PORT] [LOGIN OPTIONS] [--cluster NAME] [--image REFERENCE]
       cdktf-sealos import CLUSTERFILE [--nodes NODES.json]

Writes a TypeScript stack that declares a cluster and imports every object of it.

With --host it logs in to a control plane and asks: what this provider left in the cluster, else the Clusterfile of sealos, else what
kubeadm and the nodes show. It changes nothing there. Host keys are verified as the provider does; the key is told on the standard error.

  --host                [USER@]ADDRESS[:PORT] of a control plane; default root, port 22; an IPv6 address in brackets
  -i, --identity-file   private key, as private_key_file of the provider
  --agent               use the SSH agent of SSH_AUTH_SOCK; the default where there is no other credential
  --known-hosts-file    default ~/.ssh/known_hosts
  --host-key            what the host must show, SHA256:… or a line of a public key file; may be repeated
  --host-key-policy     pinned, known_hosts or trust_on_first_use (the default)
  --bastion             [USER@]ADDRESS[:PORT] to go through, with the same credentials
  --bastion-host-key    what the bastion must show
  --cluster             which cluster, where the host has the files of several
  --image               the rootfs image, where nothing tells it: for a cluster of plain kubeadm

Secrets come by the environment, never by arguments: SEALOS_SSH_PASSWORD (sudo's, too), SEALOS_SSH_PRIVATE_KEY, SEALOS_SSH_PASSPHRASE.
None is written: the stack has sensitive variables for those that the provider does not find in the environment. Config files and
documents for kubeadm stand in it as they are.

A CLUSTERFILE is read where the cluster cannot be reached; "-" is the standard input. On a control plane it is
/root/.sealos/CLUSTER/Clusterfile.

  --nodes   what \`kubectl get nodes -o json\` prints: names, labels and taints of the nodes. Without it names are made up.

Exit codes: 0 done; 1 the host cannot be asked, the file cannot be read, or there is no cluster; 64 wrong arguments.`,

  async run(args, context) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...loginOptions,
        cluster: { type: "string" },
        image: { type: "string" },
        nodes: { type: "string" },
      },
    });
    const facts =
      values.host === undefined
        ? fromFile(positionals, values)
        : await fromHost(positionals, values, context);
    context.stdout.write(writeStack(facts));
    for (const note of facts.notes) context.stderr.write(`${note}\n`);
    return 0;
  },
};

interface Values extends LoginValues {
  readonly cluster?: string;
  readonly image?: string;
  readonly nodes?: string;
}

function fromFile(positionals: readonly string[], values: Values): StackFacts {
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) {
    throw new UsageError("Name a control plane with --host, or one CLUSTERFILE.");
  }
  const [misplaced] = Object.keys(values).filter((name) => name !== "nodes");
  if (misplaced !== undefined) throw new UsageError(`--${misplaced} goes with --host only.`);
  const { value, issues } = parseClusterfile(read(path), [path]);
  if (value === undefined) throw new Error(issues.map(({ detail }) => detail).join("\n"));
  const nodes = values.nodes === undefined ? undefined : surveyNodes(read(values.nodes));
  return factsOfClusterfile(value, nodes);
}

async function fromHost(
  positionals: readonly string[],
  values: Values,
  { env, stderr, signal }: CommandContext,
): Promise<StackFacts> {
  const [file] = positionals;
  if (file !== undefined) throw new UsageError(`Give --host or "${file}", not both.`);
  if (values.nodes !== undefined) throw new UsageError("--nodes goes with a CLUSTERFILE only.");
  const login = readLogin(values, env);
  const { cluster, hostKey } = await surveyBySsh({
    ...{ target: login.target, cluster: values.cluster, signal },
    agentSocket: env["SSH_AUTH_SOCK"],
  });
  stderr.write(`${login.target.address} showed the host key ${hostKey}.\n`);
  return factsOfSurvey(cluster, login, values.image);
}

function read(path: string): string {
  return readFileSync(path === "-" ? 0 : path, "utf8");
}
