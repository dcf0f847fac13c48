import { list, object } from "../kubeadm/field-shape";
import type { FieldTable } from "../kubeadm/field-shape";

// Fields of apps.sealos.io/v1beta1, as the Cluster and Config documents of a Clusterfile have them.

const METADATA = object({
  name: "string",
  namespace: "string",
  labels: "string-map",
  annotations: "string-map",
  creationTimestamp: "string",
  deletionTimestamp: "string",
  generation: "integer",
  resourceVersion: "string",
  uid: "string",
});

const SSH = object({
  user: "string",
  passwd: "string",
  pk: "string",
  pkName: "string",
  pkData: "string",
  pkPasswd: "string",
  port: "integer",
});

const CONDITION = {
  type: "string",
  status: "string",
  reason: "string",
  message: "string",
  lastHeartbeatTime: "string",
} as const;

const STATUS = object({
  phase: "string",
  mounts: list({
    name: "string",
    type: "string",
    imageName: "string",
    mountPoint: "string",
    env: "string-map",
    labels: "string-map",
    cmd: "strings",
    entrypoint: "strings",
  }),
  conditions: list(CONDITION),
  commandCondition: list({ ...CONDITION, images: "strings" }),
});

/** Fields of a `Cluster` document. */
export const CLUSTER_DOCUMENT: FieldTable = {
  metadata: METADATA,
  spec: object({
    image: "strings",
    ssh: SSH,
    hosts: list({ ips: "strings", roles: "strings", env: "strings", ssh: SSH }),
    env: "strings",
    command: "strings",
  }),
  status: STATUS,
};

/** Fields of a `Config` document. */
export const CONFIG_DOCUMENT: FieldTable = {
  metadata: METADATA,
  spec: object({ match: "string", path: "string", data: "string", strategy: "string" }),
};
