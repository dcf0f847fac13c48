import type { Answer } from "./answers";

/** Where the stand-in answers differently on purpose: the parts that are not compared, and why. */
export interface Deviation {
  readonly parts: readonly (keyof Answer)[];
  readonly because: string;
}

const stricter =
  "real kubeadm 1.20 only warns of an unknown field; the stand-in gives the same warning and refuses";
const decoder = "another JSON decoder words it; both refuse";
const refused = { parts: ["stdout", "stderr"], because: stricter } as const;

/** By name of the answer. */
export const deviations: Readonly<Record<string, Deviation>> = {
  "h1-config-unknown-field": refused,
  "h1-config-unknown-kubelet-field": refused,
  "h1-config-duplicate-key": { parts: ["stderr"], because: decoder },
  "h1-config-list-for-map": { parts: ["stderr"], because: decoder },
  "h1-config-wrong-type": { parts: ["stderr"], because: decoder },
  "h3-join-unknown-field": { parts: ["status", "stderr"], because: stricter },
  "h1-kubelet-unknown-flag": { parts: ["stderr"], because: "the real one prints its whole usage" },
  "h1-kubelet-version": { parts: ["stderr"], because: "the stand-in says so there" },
  "h1-upload-certs": {
    parts: ["stderr"],
    because: "without a configuration file the real one asks the internet for a version",
  },
  "h1-get-pods-json": {
    parts: ["stdout"],
    because: "no service accounts, no defaults of a pod's specification",
  },
  "h2-upgrade-node": {
    parts: ["stdout"],
    because: "the real one restarts etcd, as it adds the new members to its manifest",
  },
  "h2-files-after-reset": { parts: ["stdout"], because: "backups of that etcd" },
};
