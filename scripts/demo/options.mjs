import { parseArgs } from "node:util";

const usage = `npm run demo -- [OPTIONS]

Brings up three hosts (one control plane, two workers), deploys examples/cdktf/quickstart on them with the CDKTF CLI, shows
nodes, pods and the time of every step, and that a second plan is empty. The hosts keep running.

  --destroy              cdktf destroy, compare every host with what it was before, then take the hosts down
  --quick                stand-ins in place of Kubernetes: seconds, and nothing real runs in the cluster
  --hosts USER@A,USER@B  your own machines instead, USER@ADDRESS[:PORT] each, the first becoming the control plane
  --keep                 leave the hosts running at the end; that is so without it, too
  --resume               go on with the hosts of the last demo; without it they are replaced by fresh ones
  --json FILE            write {nodes, secondPlan, steps, seconds}
  --help                 this

Environment
  DEMO_DIR                        work folder; default LAB_DIR/demo, /var/tmp/kubelab/demo
  SEALOS_IMAGE, SEALOS_APP_IMAGE  images to use in place of the lab's; with --hosts, in place of the quickstart's
  DEMO_SSH_KEY                    private key for --hosts; default: the SSH agent, else ~/.ssh/id_ed25519 or id_rsa
`;

/** The options of the command line; ends this process where they make no sense. */
export function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        destroy: { type: "boolean", default: false },
        quick: { type: "boolean", default: false },
        keep: { type: "boolean", default: false },
        resume: { type: "boolean", default: false },
        hosts: { type: "string" },
        json: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    return { ...values, hosts: values.hosts === undefined ? undefined : readHosts(values.hosts) };
  } catch (thrown) {
    console.error(`demo: ${thrown.message}\n\n${usage}`);
    process.exit(2);
  }
}

// user@address, user@address:port or user@[ipv6]:port; the user is root where none is given.
function readHosts(text) {
  return text.split(",").map((part) => {
    const match =
      /^(?:(?<user>[^@]+)@)?(?:\[(?<v6>[^\]]+)\]|(?<v4>[^:@]+))(?::(?<port>\d+))?$/.exec(
        part.trim(),
      );
    if (match === null)
      throw new Error(`--hosts has ${JSON.stringify(part)}; write user@address[:port]`);
    const { user = "root", v4, v6, port = "22" } = match.groups;
    return { user, address: v4 ?? v6, port: Number(port) };
  });
}
