import type { Issue } from "../issue";
import type { K3sOptions } from "./options";

const TOKEN = "tokens are made for every cluster";
const ETCD = "the cluster keeps its state in the etcd of its control planes";
const NAME = "it is the name of the node";
const ADDRESS = "it is the address of the host";
const ROLE = "set the role of the node";

/** Options that the resources decide, and what to do instead. */
const OWNED: Readonly<Record<string, string>> = {
  token: TOKEN,
  "token-file": TOKEN,
  "agent-token": TOKEN,
  "agent-token-file": TOKEN,
  server: ROLE,
  "cluster-init": ROLE,
  "cluster-reset": ETCD,
  "cluster-reset-restore-path": ETCD,
  "datastore-endpoint": ETCD,
  "disable-etcd": ETCD,
  "disable-apiserver": ROLE,
  "disable-agent": "every control plane is a node",
  "node-name": NAME,
  "with-node-id": NAME,
  "node-ip": ADDRESS,
  "advertise-address": ADDRESS,
  "data-dir": "it is /var/lib/rancher/k3s, where images clean up",
  "write-kubeconfig": "it is /etc/rancher/k3s/k3s.yaml",
  "https-listen-port": "set endpoint.port",
};

/** Options that the resource decides where its attribute is set; an image may have a default of its own. */
const BY_ATTRIBUTE: Readonly<Record<string, string>> = {
  "cluster-cidr": "set pod_subnet",
  "service-cidr": "set service_subnet",
};

/** Refuses options of a practitioner that the resources decide. Values are not repeated: some are secrets. */
export function ownedIssues(user: K3sOptions): readonly Issue[] {
  const cures: Readonly<Record<string, string>> = { ...OWNED, ...BY_ATTRIBUTE };
  return Object.keys(user).flatMap((option) => {
    const cure = cures[nameOf(option)];
    return cure === undefined ? [] : [contradiction(option, cure)];
  });
}

/** The options of an image without those that the resources decide. */
export function withoutOwned(image: K3sOptions): K3sOptions {
  return Object.fromEntries(Object.entries(image).filter(([option]) => !(nameOf(option) in OWNED)));
}

/** k3s adds to a list where its name ends in a plus sign. */
function nameOf(option: string): string {
  return option.replace(/\+$/, "");
}

function contradiction(option: string, cure: string): Issue {
  return {
    severity: "error",
    summary: "K3s Option Contradicts The Resource",
    detail: `k3s_config: ${option} is set. The resource decides this value: ${cure}, and leave it out of the document.`,
    attribute: ["k3s_config"],
  };
}
