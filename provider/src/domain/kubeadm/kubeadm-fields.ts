import { list, object, since, until } from "./field-shape";
import type { FieldTable } from "./field-shape";

// Fields of kubeadm.k8s.io/v1beta2, v1beta3 and v1beta4; the generations are 2, 3 and 4.

const VOLUMES = list(
  {
    name: "string",
    hostPath: "string",
    mountPath: "string",
    readOnly: "boolean",
    pathType: "string",
  },
  "name",
);

const ENVIRONMENT = since(4, list({ name: "string", value: "string", valueFrom: "any" }, "name"));

const COMPONENT: FieldTable = {
  extraArgs: "arguments",
  extraVolumes: VOLUMES,
  extraEnvs: ENVIRONMENT,
};

const LOCAL_API_ENDPOINT = object({ advertiseAddress: "string", bindPort: "integer" });

const NODE_REGISTRATION = object({
  name: "string",
  criSocket: "string",
  taints: list({ key: "string", value: "string", effect: "string", timeAdded: "string" }),
  kubeletExtraArgs: "arguments",
  ignorePreflightErrors: "string-set",
  imagePullPolicy: since(3, "string"),
  imagePullSerial: since(4, "boolean"),
});

const BOOTSTRAP_TOKENS = list(
  {
    token: "string",
    description: "string",
    ttl: "string",
    expires: "string",
    usages: "strings",
    groups: "strings",
  },
  "token",
);

const TIMEOUTS = since(
  4,
  object({
    controlPlaneComponentHealthCheck: "string",
    kubeletHealthCheck: "string",
    kubernetesAPICall: "string",
    etcdAPICall: "string",
    tlsBootstrap: "string",
    discovery: "string",
    upgradeManifests: "string",
  }),
);

const PATCHES = since(3, object({ directory: "string" }));

/** Fields of `InitConfiguration`. */
export const INIT_FIELDS: FieldTable = {
  bootstrapTokens: BOOTSTRAP_TOKENS,
  nodeRegistration: NODE_REGISTRATION,
  localAPIEndpoint: LOCAL_API_ENDPOINT,
  certificateKey: "string",
  skipPhases: since(3, "string-set"),
  patches: PATCHES,
  dryRun: since(4, "boolean"),
  timeouts: TIMEOUTS,
};

/** Fields of `ClusterConfiguration`. */
export const CLUSTER_FIELDS: FieldTable = {
  etcd: object({
    local: object({
      imageRepository: "string",
      imageTag: "string",
      dataDir: "string",
      extraArgs: "arguments",
      extraEnvs: ENVIRONMENT,
      serverCertSANs: "string-set",
      peerCertSANs: "string-set",
    }),
    external: object({
      endpoints: "strings",
      caFile: "string",
      certFile: "string",
      keyFile: "string",
    }),
  }),
  networking: object({ serviceSubnet: "string", podSubnet: "string", dnsDomain: "string" }),
  kubernetesVersion: "string",
  controlPlaneEndpoint: "string",
  apiServer: object({
    ...COMPONENT,
    certSANs: "string-set",
    timeoutForControlPlane: until(3, "string"),
  }),
  controllerManager: object(COMPONENT),
  scheduler: object(COMPONENT),
  dns: object({
    type: until(2, "string"),
    imageRepository: "string",
    imageTag: "string",
    disabled: since(4, "boolean"),
  }),
  proxy: since(4, object({ disabled: "boolean" })),
  certificatesDir: "string",
  imageRepository: "string",
  useHyperKubeImage: until(2, "boolean"),
  featureGates: "boolean-map",
  clusterName: "string",
  encryptionAlgorithm: since(4, "string"),
  certificateValidityPeriod: since(4, "string"),
  caCertificateValidityPeriod: since(4, "string"),
};

/** Fields of `JoinConfiguration`. */
export const JOIN_FIELDS: FieldTable = {
  nodeRegistration: NODE_REGISTRATION,
  caCertPath: "string",
  discovery: object({
    bootstrapToken: object({
      token: "string",
      apiServerEndpoint: "string",
      caCertHashes: "strings",
      unsafeSkipCAVerification: "boolean",
    }),
    file: object({ kubeConfigPath: "string" }),
    tlsBootstrapToken: "string",
    timeout: until(3, "string"),
  }),
  controlPlane: object({ localAPIEndpoint: LOCAL_API_ENDPOINT, certificateKey: "string" }),
  skipPhases: since(3, "string-set"),
  patches: PATCHES,
  dryRun: since(4, "boolean"),
  timeouts: TIMEOUTS,
};
