import type { Issue } from "../issue";
import type { K3sOptions } from "./options";

const TOKEN = "tokens are made for every cluster";
const ETCD = "the cluster keeps its state in the etcd of its control planes";
const NAME = "it is the name of the node";
const ADDRESS = "it is the address of the host";
const ROLE = "set the role of the node";
const S3 = "name a Secret by etcd-s3-config-secret, as options are kept where everybody reads them";

/** Options that the resources decide, or that are secrets, and what to do instead. */
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
  "etcd-s3-access-key": S3,
  "etcd-s3-secret-key": S3,
  "etcd-s3-session-token": S3,
  "vpn-auth": "use vpn-auth-file, as options are kept where everybody reads them",
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
    const name = nameOf(option);
    const cure = Object.hasOwn(cures, name) ? cures[name] : undefined;
    return cure === undefined ? [] : [contradiction(option, cure)];
  });
}

/** The options of an image without those that the resources decide. */
export function withoutOwned(image: K3sOptions): K3sOptions {
  return Object.fromEntries(
    Object.entries(image).filter(([option]) => !Object.hasOwn(OWNED, nameOf(option))),
  );
}

/** k3s adds to a list where its name ends in a plus sign. */
function nameOf(option: string): string {
  return option.replace(/\+$/, "");
}

function contradiction(option: string, cure: string): Issue {
  return {
    severity: "error",
    summary: "K3s Option Does Not Belong In A Document",
    detail: `k3s_config: ${option} is set, and does not belong there: ${cure}. Leave it out of the document.`,
    attribute: ["k3s_config"],
  };
}
