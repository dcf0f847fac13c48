import { openWorkspace } from "../../test/support/terraform-workspace";

/**
 * Milliseconds from the spawn to the handshake of every provider that one apply starts, in order, by Terraform's own log: what
 * it says before it starts the program and when it has read the line.
 */
export async function startsOfApply(): Promise<readonly number[]> {
  const workspace = openWorkspace({ TF_LOG: "TRACE" });
  try {
    workspace.write({
      terraform: { required_providers: { sealos: { source: "cdktf-sealos/sealos" } } },
      provider: { sealos: {} },
      // Depends on a change, so that the apply needs the provider, too.
      resource: { terraform_data: { change: { input: "new" } } },
      data: {
        sealos_clusterfile: {
          read: { content: CLUSTERFILE, depends_on: ["terraform_data.change"] },
        },
      },
    });
    await workspace.run("init", "-input=false");
    const { code, output } = await workspace.run("apply", "-auto-approve", "-input=false");
    if (code !== 0) throw new Error(`the apply failed: ${output.slice(-2_000)}`);
    return spansOf(output);
  } finally {
    workspace.remove();
  }
}

const CLUSTERFILE = `apiVersion: apps.sealos.io/v1beta1
kind: Cluster
metadata: { name: default }
spec: { image: ["labring/kubernetes:v1.31.0"], hosts: [{ ips: ["192.0.2.1:22"], roles: [master] }] }
`;

function spansOf(log: string): readonly number[] {
  const starts = timesOf(
    log,
    /^(\S+) \[\w+\]\s+provider: starting plugin:.*terraform-provider-sealos/gm,
  );
  const ends = timesOf(log, /^(\S+) \[\w+\]\s+provider: using plugin: version=6/gm);
  return starts.flatMap((start, index) => (ends[index] === undefined ? [] : [ends[index] - start]));
}

function timesOf(log: string, line: RegExp): readonly number[] {
  return [...log.matchAll(line)].map(([, time = ""]) => Date.parse(time));
}
