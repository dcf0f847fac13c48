import type { Lab } from "../../lab/open-lab";
import { parseJournal, type HostJournal } from "../../provider/src/domain/host-journal";

/** The journal of a lab host; undefined where there is none. */
export async function journalOf(lab: Lab, host: number): Promise<HostJournal | undefined> {
  const { code, stdout } = await lab.run(
    "exec",
    String(host),
    "cat",
    "/var/lib/sealos/journal.json",
  );
  return code === 0 ? parseJournal(stdout) : undefined;
}

/** When each step of a host began, ISO 8601: equal before and after where nothing ran again. */
export async function stepTimes(lab: Lab, host: number): Promise<Readonly<Record<string, string>>> {
  const steps = (await journalOf(lab, host))?.steps ?? {};
  return Object.fromEntries(
    Object.entries(steps).map(([step, { startedAt }]) => [step, startedAt]),
  );
}

/** The nodes of a cluster as its API shows them to a control plane: name → Ready, version, labels. */
export async function nodesOf(lab: Lab, controlPlane: number): Promise<readonly NodeView[]> {
  const text = await lab.ssh(controlPlane, `${KUBECTL} get nodes -o json`);
  return (JSON.parse(text) as { items: readonly NodeJson[] }).items.map(
    ({ metadata, spec, status }) => ({
      name: metadata.name,
      labels: metadata.labels,
      taints: (spec.taints ?? []).map(
        ({ key, value, effect }) => `${key}=${value ?? ""}:${effect}`,
      ),
      ready: status.conditions.some(({ type, status: is }) => type === "Ready" && is === "True"),
      version: status.nodeInfo.kubeletVersion,
    }),
  );
}

/** Names of the members of etcd, sorted, as the member on that control plane sees them. */
export async function etcdMembersOf(lab: Lab, controlPlane: number): Promise<readonly string[]> {
  const pki = "/etc/kubernetes/pki/etcd";
  const text = await lab.ssh(
    controlPlane,
    `curl -s --cacert ${pki}/ca.crt --cert ${pki}/server.crt --key ${pki}/server.key -d {} https://127.0.0.1:2379/v3/cluster/member/list`,
  );
  const { members } = JSON.parse(text) as { members: readonly { name: string }[] };
  return members.map(({ name }) => name).sort();
}

/** kubectl with the rights of an administrator, for a shell on a control plane. */
export const KUBECTL = "kubectl --kubeconfig /etc/kubernetes/admin.conf";

/** A node as a test looks at it. */
export interface NodeView {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly string[];
  readonly ready: boolean;
  readonly version: string;
}

interface NodeJson {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly taints?: readonly {
      readonly key: string;
      readonly value?: string;
      readonly effect: string;
    }[];
  };
  readonly status: {
    readonly conditions: readonly { readonly type: string; readonly status: string }[];
    readonly nodeInfo: { readonly kubeletVersion: string };
  };
}
