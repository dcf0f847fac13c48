import type { Fields, KubeadmDocuments } from "./fields";

/** What the defaults depend on. */
export interface DefaultsInput {
  /** Whether the control planes have an audit policy at {@link AUDIT_POLICY_PATH}. */
  readonly hasAuditPolicy: boolean;
  /** Whether the kernel of every host has IPVS. */
  readonly hasIpvs: boolean;
}

/** Where control planes keep the audit policy that images bring in `statics/audit-policy.yml`. */
export const AUDIT_POLICY_PATH = "/etc/kubernetes/audit-policy.yml";

/**
 * What a cluster gets where neither image nor practitioner says otherwise: sealos' own values, without
 * feature gates and without the mount of `/etc/localtime`, which stops the API server of a host that lacks it.
 */
export function defaultDocuments({ hasAuditPolicy, hasIpvs }: DefaultsInput): KubeadmDocuments {
  return {
    InitConfiguration: { localAPIEndpoint: { bindPort: 6443 } },
    ClusterConfiguration: {
      networking: {
        podSubnet: "100.64.0.0/10",
        serviceSubnet: "10.96.0.0/22",
        dnsDomain: "cluster.local",
      },
      apiServer: apiServer(hasAuditPolicy),
      controllerManager: {
        extraArgs: flags({ "bind-address": "0.0.0.0", "cluster-signing-duration": "876000h" }),
      },
      scheduler: { extraArgs: flags({ "bind-address": "0.0.0.0" }) },
      etcd: { local: { extraArgs: flags({ "listen-metrics-urls": "http://0.0.0.0:2381" }) } },
    },
    JoinConfiguration: {
      caCertPath: "/etc/kubernetes/pki/ca.crt",
      timeouts: { discovery: "5m0s" },
    },
    KubeletConfiguration: KUBELET,
    KubeProxyConfiguration: {
      mode: hasIpvs ? "ipvs" : "iptables",
      metricsBindAddress: "0.0.0.0:10249",
    },
  };
}

function apiServer(hasAuditPolicy: boolean): Fields {
  const aggregation = { "enable-aggregator-routing": "true" };
  if (!hasAuditPolicy) return { extraArgs: flags(aggregation) };
  return {
    extraArgs: flags({
      ...aggregation,
      "audit-policy-file": AUDIT_POLICY_PATH,
      "audit-log-path": "/var/log/kubernetes/audit.log",
      "audit-log-format": "json",
      "audit-log-maxage": "7",
      "audit-log-maxbackup": "10",
      "audit-log-maxsize": "100",
    }),
    extraVolumes: [volume("audit", "/etc/kubernetes"), volume("audit-log", "/var/log/kubernetes")],
  };
}

const KUBELET: Fields = {
  authentication: {
    anonymous: { enabled: false },
    webhook: { enabled: true, cacheTTL: "2m0s" },
    x509: { clientCAFile: "/etc/kubernetes/pki/ca.crt" },
  },
  authorization: {
    mode: "Webhook",
    webhook: { cacheAuthorizedTTL: "5m0s", cacheUnauthorizedTTL: "30s" },
  },
  containerLogMaxFiles: 5,
  containerLogMaxSize: "10Mi",
  eventBurst: 100,
  eventRecordQPS: 50,
  evictionHard: {
    "imagefs.available": "10%",
    "memory.available": "100Mi",
    "nodefs.available": "10%",
    "nodefs.inodesFree": "5%",
  },
  evictionPressureTransitionPeriod: "5m0s",
  failSwapOn: true,
  hairpinMode: "promiscuous-bridge",
  healthzBindAddress: "0.0.0.0",
  healthzPort: 10248,
  imageGCHighThresholdPercent: 85,
  imageGCLowThresholdPercent: 80,
  imageMinimumGCAge: "2m0s",
  kubeAPIBurst: 100,
  kubeAPIQPS: 50,
  maxOpenFiles: 1_000_000,
  maxPods: 110,
  oomScoreAdj: -999,
  registryBurst: 100,
  registryPullQPS: 50,
  rotateCertificates: true,
  runtimeRequestTimeout: "2m0s",
  serializeImagePulls: false,
};

function flags(values: Readonly<Record<string, string>>): Fields[string] {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function volume(name: string, path: string): Fields {
  return { name, hostPath: path, mountPath: path, pathType: "DirectoryOrCreate" };
}
