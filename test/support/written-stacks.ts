import { surveyNodes, type ClusterSurvey } from "../../provider/src/compose/survey";
import { factsOfClusterfile } from "../../cli/src/import/clusterfile-facts";
import { readLogin } from "../../cli/src/import/login";
import type { StackFacts } from "../../cli/src/import/stack-facts";
import { factsOfSurvey } from "../../cli/src/import/survey-facts";
import { parseClusterfile } from "../../provider/src/domain/clusterfile";
import type { Declared } from "../../provider/src/domain/declared";

/** Facts of clusters that differ in what a stack has to say of them, by what is special. */
export function representativeFacts(): Readonly<Record<string, StackFacts>> {
  return {
    "one node": ofFile(ONE),
    "three control planes and two workers, with labels, taints, tags and a registry": ofFile(
      MANY,
      nodesJson(5),
    ),
    "credentials and secrets in the environment": ofFile(SECRETS),
    "applications, patches and config files": ofFile(CONTENT),
    "documents for kubeadm": ofFile(`${ONE}---\n${KUBEADM}`),
    "plain kubeadm": ofHost(PLAIN),
    "plain kubeadm through a bastion, its image given": factsOfSurvey(
      PLAIN,
      readLogin(
        {
          host: "ops@[2001:db8::1]:2222",
          "identity-file": "/keys/ops",
          "host-key": ["SHA256:AAAA"],
          "host-key-policy": "pinned",
          bastion: "jump@192.0.2.99:22022",
          "bastion-host-key": ["SHA256:BBBB"],
        },
        { SEALOS_SSH_PASSWORD: SENTINEL, SEALOS_SSH_PASSPHRASE: SENTINEL },
      ),
      "registry.example/kubernetes:v1.31.0",
    ),
    "made by this provider": ofHost(OURS),
  };
}

/** Stands in every secret of these clusters. */
export const SENTINEL = "sentinel-s3cret";

function ofFile(text: string, nodes?: string): StackFacts {
  const { value, issues } = parseClusterfile(text);
  if (value === undefined) throw new Error(issues.map(({ detail }) => detail).join("\n"));
  return factsOfClusterfile(value, nodes === undefined ? undefined : surveyNodes(nodes));
}

function ofHost(survey: ClusterSurvey): StackFacts {
  return factsOfSurvey(survey, readLogin({ host: "192.0.2.1" }, {}), undefined);
}

/** What `kubectl get nodes -o json` prints of nodes at 192.0.2.1 and on. */
export function nodesJson(count: number): string {
  const items = Array.from({ length: count }, (_none, index) => ({
    metadata: {
      name: `node-${index + 1}`,
      labels: {
        "kubernetes.io/os": "linux",
        ...(index < 3 ? { "node-role.kubernetes.io/control-plane": "" } : { pool: "a/b ${c}" }),
      },
    },
    spec:
      index === 4
        ? {
            taints: [
              { key: "gpu", value: "yes", effect: "NoSchedule" },
              { key: "spot", effect: "NoExecute" },
            ],
          }
        : {},
    status: {
      addresses: [{ type: "InternalIP", address: `192.0.2.${index + 1}` }],
      nodeInfo: { machineID: `m${index + 1}`, kubeletVersion: "v1.31.0" },
    },
  }));
  return JSON.stringify({ items });
}

const HEAD = "apiVersion: apps.sealos.io/v1beta1\n";
const ONE = `${HEAD}kind: Cluster
metadata: {name: new}
spec:
  image: [labring/kubernetes:v1.31.0]
  hosts: [{ips: ["192.0.2.1:22"], roles: [master]}]
`;
const MANY = `${HEAD}kind: Cluster
metadata: {name: prod}
spec:
  image: [labring/kubernetes:v1.31.0]
  env: [criData=/data]
  hosts:
    - {ips: ["192.0.2.4:2222", "192.0.2.5:2222"], roles: [node, registry, gpu], env: [zone=b]}
    - {ips: ["192.0.2.1:22", "192.0.2.2:22", "192.0.2.3:22"], roles: [master, amd64]}
`;
const SECRETS = `${HEAD}kind: Cluster
metadata: {name: prod}
spec:
  image: [labring/kubernetes:v1.31.0, labring/cilium:v1.16.1]
  env: [zone=a, registryPassword=${SENTINEL}]
  ssh: {user: ada, passwd: ${SENTINEL}, pkName: k, pkData: ${SENTINEL}, pkPasswd: ${SENTINEL}}
  hosts:
    - {ips: ["192.0.2.1:22"], roles: [master]}
    - {ips: ["192.0.2.2:22"], roles: [node], ssh: {user: bob, passwd: ${SENTINEL}}, env: [API_TOKEN=${SENTINEL}]}
`;
const CONTENT = `${HEAD}kind: Cluster
metadata: {name: kubernetes}
spec:
  image: [labring/kubernetes:v1.31.0, labring/fix:v1, labring/cilium:v1.16.1, labring/cluster:v1]
  hosts: [{ips: ["192.0.2.1:22"], roles: [master]}]
status:
  phase: ClusterSuccess
  mounts:
    - {name: a, type: rootfs, imageName: "labring/kubernetes:v1.31.0", mountPoint: /a}
    - {name: b, type: patch, imageName: "labring/fix:v1", mountPoint: /b}
    - {name: c, type: application, imageName: "labring/cilium:v1.16.1", mountPoint: /c}
    - {name: d, type: application, imageName: "labring/cluster:v1", mountPoint: /d}
---
${HEAD}kind: Config
metadata: {name: values}
spec:
  match: labring/cilium:v1.16.1
  path: charts/cilium.values.yaml
  strategy: merge
  data: |
    text: "\${HOME} \`x\` %{if} \\\\ {{ .a }}"
---
${HEAD}kind: Config
metadata: {name: everywhere}
spec: {path: etc/note, data: one line}
`;
const KUBEADM = `apiVersion: kubeadm.k8s.io/v1beta3
kind: InitConfiguration
bootstrapTokens: [{token: ${SENTINEL}}]
---
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
networking: {podSubnet: 10.1.0.0/16}
`;
const PLAIN: ClusterSurvey = {
  ...{ name: "default", madeBy: "kubeadm", version: "v1.31.0", asked: "node-1", apps: {} },
  ...{ clusterfile: undefined, host: undefined, registry: undefined },
  arguments: {
    pod_subnet: "10.244.0.0/16",
    cert_sans: ["api.example.com"],
    endpoint: { mode: null, domain: "api.example.com", vip: null, port: 8443 },
  },
  nodes: surveyNodes(nodesJson(5)),
};
const REMEMBERED = {
  image: "labring/kubernetes:v1.31.0",
  platform: "linux/arm64",
  configs: [{ path: "etc/note", strategy: "override", data: "x" }],
  treeDigest: "sha256:0",
};
const OURS: ClusterSurvey = {
  ...PLAIN,
  ...{ name: "prod", madeBy: "provider", registry: "192.0.2.2" },
  arguments: {
    name: "prod",
    control_plane: { "node-1": "ssh://192.0.2.1" },
    rootfs: REMEMBERED,
    endpoint: { mode: "external", domain: null, vip: "192.0.2.200", port: null },
    certificate_renewal: { before: "720h" },
    upgrade: { drain: true, drain_timeout: null, max_unavailable: 2 },
    deletion_protection: false,
    timeouts: { create: "1h", update: null, delete: null },
    kubeadm_config: ["kind: KubeletConfiguration\n"],
  },
  host: declared({ images: [REMEMBERED], env: { zone: "a" } }),
  apps: {
    web: {
      image: "labring/web:v1",
      declared: declared({
        ...{ name: "web", image: { image: "labring/web:v1", treeDigest: "sha256:1" } },
        ...{ env: { REPLICAS: "2" }, command: ["helm upgrade -i $(NAME) x"], drift_check: "full" },
        ...{ triggers: { some_key: "1" }, take_over: true, uninstall_command: null },
      }),
    },
  },
};

function declared(attributes: Declared["attributes"]): Declared {
  return { format: 1, attributes, incomplete: [] };
}
