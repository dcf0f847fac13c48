import { onHost } from "./hosts.mjs";

const kubectl = (command) => `env KUBECONFIG=/etc/kubernetes/admin.conf kubectl ${command}`;

/** The nodes as the API knows them, `{name, role, ready, version}`; waits a minute at most until all are ready. */
export async function readNodes(controlPlane, expected) {
  const limit = Date.now() + 60_000;
  for (;;) {
    const { items } = JSON.parse(onHost(controlPlane, kubectl("get nodes -o json")));
    const nodes = items.map(nodeOf);
    const isSettled = nodes.length >= expected && nodes.every(({ ready }) => ready);
    if (isSettled || Date.now() > limit) return nodes;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** The pods outside of Kubernetes' own namespaces, as a table. */
export function podTable(controlPlane) {
  const rows = onHost(controlPlane, kubectl("get pods -A -o wide")).trimEnd().split("\n");
  return rows.filter((row, index) => index === 0 || !row.startsWith("kube-")).join("\n");
}

function nodeOf({ metadata: { name, labels = {} }, status }) {
  const isControlPlane = ["control-plane", "master"].some(
    (role) => `node-role.kubernetes.io/${role}` in labels,
  );
  return {
    name,
    role: isControlPlane ? "control-plane" : "worker",
    ready: (status.conditions ?? []).some(
      ({ type, status: word }) => type === "Ready" && word === "True",
    ),
    version: status.nodeInfo.kubeletVersion,
  };
}
