import { parseAllDocuments } from "yaml";
import { initDocuments } from "../../../../../../provider/src/domain/kubeadm/init-documents";
import { anInput } from "./inputs";
import type { Overrides } from "./inputs";

// Documents are read as kubeadm would, by their own shape.
/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-argument */
function documentsOf(version: string, overrides: Overrides = {}): Record<string, any> {
  const { value, issues } = initDocuments(anInput(version, overrides));
  expect(issues).toEqual([]);
  const documents = parseAllDocuments(value ?? "").map((document) => document.toJS());
  return Object.fromEntries(documents.map((document) => [document.kind, document]));
}

function issuesOf(version: string, overrides: Overrides): readonly string[] {
  return initDocuments(anInput(version, overrides)).issues.map(
    ({ severity, detail }) => `${severity}: ${detail}`,
  );
}

const CLUSTER = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n";

describe("init documents", () => {
  it.each([
    ["v1.20.2", "kubeadm.k8s.io/v1beta2"],
    ["v1.21.14", "kubeadm.k8s.io/v1beta2"],
    ["v1.22.0", "kubeadm.k8s.io/v1beta3"],
    ["v1.30.9", "kubeadm.k8s.io/v1beta3"],
    ["v1.31.0", "kubeadm.k8s.io/v1beta4"],
  ])("of %s are of %s", (version, apiVersion) => {
    const documents = documentsOf(version);
    expect(documents["InitConfiguration"].apiVersion).toBe(apiVersion);
    expect(documents["ClusterConfiguration"].apiVersion).toBe(apiVersion);
    expect(Object.keys(documents)).toEqual([
      "InitConfiguration",
      "ClusterConfiguration",
      "KubeletConfiguration",
      "KubeProxyConfiguration",
    ]);
  });

  it("carry what the resource knows", () => {
    const documents = documentsOf("v1.20.2", {
      cluster: { certSans: ["api.example.org"], vip: "10.103.97.2", podSubnet: "10.88.0.0/16" },
      node: { taints: [] },
    });
    expect(documents["InitConfiguration"]).toMatchObject({
      localAPIEndpoint: { advertiseAddress: "192.0.2.1", bindPort: 6443 },
      nodeRegistration: {
        name: "cp-1",
        criSocket: "/run/containerd/containerd.sock",
        kubeletExtraArgs: { "node-ip": "192.0.2.1" },
        taints: [],
      },
    });
    expect(documents["ClusterConfiguration"]).toMatchObject({
      kubernetesVersion: "v1.20.2",
      controlPlaneEndpoint: "apiserver.cluster.local:6443",
      networking: { podSubnet: "10.88.0.0/16", serviceSubnet: "10.96.0.0/22" },
      apiServer: {
        certSANs: [
          "127.0.0.1",
          "apiserver.cluster.local",
          "10.103.97.2",
          "192.0.2.1",
          "api.example.org",
        ],
      },
    });
  });

  it("have a field only where the version knows it", () => {
    const old = documentsOf("v1.20.2", { node: { cgroupDriver: "systemd" } });
    const recent = documentsOf("v1.31.0", {
      node: { cgroupDriver: "systemd", imageServiceSocket: "/run/shim.sock" },
    });
    expect(old["InitConfiguration"].nodeRegistration).not.toHaveProperty("imagePullPolicy");
    expect(old["ClusterConfiguration"]).not.toHaveProperty("certificateValidityPeriod");
    expect(old["KubeletConfiguration"]).toMatchObject({ cgroupDriver: "systemd" });
    expect(old["KubeletConfiguration"]).not.toHaveProperty("containerRuntimeEndpoint");
    expect(recent["InitConfiguration"].nodeRegistration).toMatchObject({
      imagePullPolicy: "Never",
      criSocket: "unix:///run/containerd/containerd.sock",
      kubeletExtraArgs: [{ name: "node-ip", value: "192.0.2.1" }],
    });
    expect(recent["ClusterConfiguration"]).toMatchObject({
      certificateValidityPeriod: "876000h",
      caCertificateValidityPeriod: "876000h",
    });
    expect(recent["KubeletConfiguration"]).toMatchObject({
      containerRuntimeEndpoint: "unix:///run/containerd/containerd.sock",
      imageServiceEndpoint: "unix:///run/shim.sock",
    });
  });

  it("let the image override defaults, and the practitioner override the image", () => {
    const image = [
      "apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\nscheduler: {extraArgs: {v: 2, bind-address: 127.0.0.1}}\n",
      "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: 50\ncgroupDriver: cgroupfs\n",
    ].join("---\n");
    const user =
      "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nscheduler: {extraArgs: [{name: v, value: '4'}]}\n";
    const documents = documentsOf("v1.20.2", {
      imageDocuments: image,
      userDocuments: [user],
      node: { cgroupDriver: "systemd" },
    });
    expect(documents["ClusterConfiguration"].scheduler.extraArgs).toEqual({
      "bind-address": "127.0.0.1",
      v: "4",
    });
    expect(documents["KubeletConfiguration"]).toMatchObject({
      maxPods: 50,
      cgroupDriver: "cgroupfs",
    });
  });

  it("take away what a practitioner sets to null", () => {
    const user = `${CLUSTER}controllerManager: {extraArgs: {cluster-signing-duration: null}}\n`;
    const documents = documentsOf("v1.25.0", { userDocuments: [user] });
    expect(documents["ClusterConfiguration"].controllerManager.extraArgs).toEqual({
      "bind-address": "0.0.0.0",
    });
  });

  it("drop the built-in etcd for one that the practitioner runs", () => {
    const user = `${CLUSTER}etcd: {external: {endpoints: [https://192.0.2.50:2379], caFile: a, certFile: b, keyFile: c}}\n`;
    const documents = documentsOf("v1.25.0", { userDocuments: [user] });
    expect(Object.keys(documents["ClusterConfiguration"].etcd)).toEqual(["external"]);
  });

  it("ask for the audit log only where there is a policy", () => {
    const flagsOf = (hasAuditPolicy: boolean) =>
      Object.keys(
        documentsOf("v1.20.2", { hasAuditPolicy })["ClusterConfiguration"].apiServer.extraArgs,
      );
    expect(flagsOf(false)).toEqual(["enable-aggregator-routing"]);
    expect(flagsOf(true)).toContain("audit-policy-file");
  });

  it.each([
    [true, { mode: "ipvs", ipvs: { excludeCIDRs: ["10.103.97.2/32"] } }],
    [false, { mode: "iptables" }],
  ])(
    "keep kube-proxy off the virtual address where the kernel has IPVS (%s)",
    (hasIpvs, expected) => {
      const { KubeProxyConfiguration: proxy } = documentsOf("v1.20.2", {
        hasIpvs,
        cluster: { vip: "10.103.97.2" },
      });
      expect(proxy).toEqual({
        apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
        kind: "KubeProxyConfiguration",
        metricsBindAddress: "0.0.0.0:10249",
        ...expected,
      });
    },
  );

  it("keep a scheme that a socket has, or take it away before 1.24", () => {
    const socketOf = (version: string, criSocket: string) =>
      documentsOf(version, { node: { criSocket } })["InitConfiguration"].nodeRegistration.criSocket;
    expect(socketOf("v1.25.0", "unix:///run/c.sock")).toBe("unix:///run/c.sock");
    expect(socketOf("v1.23.0", "unix:///run/c.sock")).toBe("/run/c.sock");
  });

  it("taint a node as the resource says", () => {
    const taints = [
      { key: "a", value: "", effect: "NoSchedule" },
      { key: "b", value: "1", effect: "NoExecute" },
    ] as const;
    expect(
      documentsOf("v1.25.0", { node: { taints } })["InitConfiguration"].nodeRegistration.taints,
    ).toEqual([
      { key: "a", effect: "NoSchedule" },
      { key: "b", value: "1", effect: "NoExecute" },
    ]);
  });

  it("keep kube-proxy off a virtual address of IPv6", () => {
    const documents = documentsOf("v1.25.0", { hasIpvs: true, cluster: { vip: "fd00::1" } });
    expect(documents["KubeProxyConfiguration"].ipvs.excludeCIDRs).toEqual(["fd00::1/128"]);
  });

  it("keep the certificate key apart until it is asked for", () => {
    const key = "ab".repeat(32);
    expect(initDocuments(anInput()).value).not.toContain("certificateKey");
    expect(initDocuments(anInput(), { certificateKey: key }).value).toContain(
      `certificateKey: ${key}`,
    );
  });

  it("are the same text for the same input", () => {
    expect(initDocuments(anInput()).value).toBe(initDocuments(anInput()).value);
  });
});

describe("a practitioner's document", () => {
  it.each([
    {
      name: "unknown field",
      user: `${CLUSTER}networking: {podsubnet: 10.88.0.0/16}\n`,
      issue:
        'error: kubeadm_config: ClusterConfiguration.networking.podsubnet: ClusterConfiguration.networking has no field "podsubnet". Did you mean "podSubnet"?',
    },
    {
      name: "unknown field that resembles none",
      user: `${CLUSTER}networking: {colour: red}\n`,
      issue:
        'error: kubeadm_config: ClusterConfiguration.networking.colour: ClusterConfiguration.networking has no field "colour". It knows dnsDomain, podSubnet, serviceSubnet.',
    },
    {
      name: "field of a later version",
      user: `${CLUSTER}certificateValidityPeriod: 1h\n`,
      issue:
        'error: kubeadm_config: ClusterConfiguration.certificateValidityPeriod: The field "certificateValidityPeriod" is not known here: it came with v1beta4. Leave it out, or set it in a document of a version that has it.',
    },
    {
      name: "field of an earlier version",
      user: `${CLUSTER}useHyperKubeImage: true\n`,
      issue:
        'error: kubeadm_config: ClusterConfiguration.useHyperKubeImage: The field "useHyperKubeImage" is not known here: it went after v1beta2. Leave it out, or set it in a document of a version that has it.',
    },
    {
      name: "kubelet field of a later release",
      user: "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxParallelImagePulls: 3\n",
      issue:
        'error: kubeadm_config: KubeletConfiguration.maxParallelImagePulls: The field "maxParallelImagePulls" is not known here: it came with Kubernetes 1.27. Leave it out, or set it in a document of a version that has it.',
    },
    {
      name: "list where a map belongs",
      user: `${CLUSTER}apiServer: {extraArgs: [{name: v, value: "4"}]}\n`,
      issue:
        "error: kubeadm_config: ClusterConfiguration.apiServer.extraArgs: Found a list, where a map of flag and value before v1beta4 is wanted.",
    },
    {
      name: "text where a number belongs",
      user: "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nmaxPods: many\n",
      issue:
        'error: kubeadm_config: KubeletConfiguration.maxPods: Found "many", where a whole number is wanted.',
    },
    {
      name: "unknown kind",
      user: "apiVersion: v1\nkind: Deployment\n",
      issue:
        'error: kubeadm_config: Document 1: Its kind is "Deployment"; known are InitConfiguration, ClusterConfiguration, JoinConfiguration, KubeletConfiguration, KubeProxyConfiguration. Remove the document or correct its kind.',
    },
    {
      name: "unknown version",
      user: "apiVersion: kubeadm.k8s.io/v1beta1\nkind: ClusterConfiguration\n",
      issue:
        'error: kubeadm_config: Document 1: ClusterConfiguration has apiVersion "kubeadm.k8s.io/v1beta1"; it must be kubeadm.k8s.io/v1beta2, kubeadm.k8s.io/v1beta3, kubeadm.k8s.io/v1beta4.',
    },
    {
      name: "other version of Kubernetes",
      user: `${CLUSTER}kubernetesVersion: v1.19.0\n`,
      issue:
        'error: kubeadm_config: ClusterConfiguration.kubernetesVersion is "v1.19.0", and the resource says "v1.25.0". The resource decides this value: choose another rootfs image, and leave it out of the document.',
    },
    {
      name: "token of its own, which is not repeated",
      user: "apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\nbootstrapTokens: [{token: abcdef.0123456789abcdef}]\n",
      issue:
        'error: kubeadm_config: InitConfiguration.bootstrapTokens is set, and the resource says [{"ttl":"1m0s"}]. The resource decides this value: it is made anew for every init and join, and leave it out of the document.',
    },
  ])("is refused for $name", ({ user, issue }) => {
    const version = user.includes("Parallel") ? "v1.20.2" : "v1.25.0";
    expect(issuesOf(version, { userDocuments: [user] })).toEqual([issue]);
  });

  it("is refused when it is no YAML", () => {
    const [issue] = issuesOf("v1.25.0", { userDocuments: ["a: [1"] });
    expect(issue).toMatch(/^error: kubeadm_config: .*line 1/);
  });

  it("is refused when it changes a subnet that the resource gives, but not when it writes it otherwise", () => {
    const user = `${CLUSTER}networking: {podSubnet: 10.88.0.0/16}\n`;
    const issuesWith = (podSubnet: string) =>
      issuesOf("v1.25.0", { userDocuments: [user], cluster: { podSubnet } });
    expect(issuesWith("10.88.7.0/16")).toEqual([]);
    expect(issuesWith("10.89.0.0/16")).toEqual([expect.stringContaining("set pod_subnet")]);
  });

  it("names its place among several", () => {
    const wrong = `${CLUSTER}colour: red\n`;
    expect(issuesOf("v1.25.0", { userDocuments: [CLUSTER, wrong] })[0]).toMatch(
      /^error: kubeadm_config\[1\]/,
    );
  });

  it("may use kubelet fields that are newer than this provider", () => {
    const user =
      "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nbrandNew: {a: 1}\n";
    expect(
      documentsOf("v1.40.0", { userDocuments: [user] })["KubeletConfiguration"].brandNew,
    ).toEqual({ a: 1 });
  });
});

describe("the image's documents", () => {
  it("lose what is wrong in them, with a warning", () => {
    const image = `${CLUSTER}colour: red\ncertificatesDir: /etc/kubernetes/pki\n`;
    const { value, issues } = initDocuments(anInput("v1.25.0", { imageDocuments: image }));
    expect(value).toContain("certificatesDir: /etc/kubernetes/pki");
    expect(issues.map(({ severity, detail }) => `${severity}: ${detail}`)).toEqual([
      expect.stringMatching(
        /^warning: etc\/kubeadm.yml of the image: ClusterConfiguration.colour: .* It is left out.$/,
      ),
    ]);
  });

  it("may say what was the default before", () => {
    const image =
      "apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\ndns: {type: CoreDNS}\nuseHyperKubeImage: false\n";
    expect(issuesOf("v1.31.0", { imageDocuments: image })).toEqual([]);
  });
});

describe("networks", () => {
  it("may be absent or come in pairs", () => {
    const dual = {
      podSubnet: "10.88.0.0/16,fd00:88::/56",
      serviceSubnet: "10.96.0.0/22,fd00:96::/112",
    };
    expect(issuesOf("v1.25.0", { cluster: { ...dual, vip: "fd00:1::1" }, hasIpvs: true })).toEqual(
      [],
    );
    const none = `${CLUSTER}networking: {podSubnet: null}\n`;
    expect(issuesOf("v1.25.0", { userDocuments: [none] })).toEqual([]);
  });

  it("of the services must be one, too", () => {
    expect(issuesOf("v1.25.0", { cluster: { serviceSubnet: "many", vip: "10.1.1.1" } })).toEqual([
      expect.stringMatching(/^error: service_subnet: "many" is no subnet/),
    ]);
  });

  it.each([
    [
      "10.96.0.0/12",
      "10.100.0.0/16",
      undefined,
      /^error: pod_subnet 10.96.0.0\/12 and service_subnet 10.100.0.0\/16 share/,
    ],
    ["10.88.0.0", undefined, undefined, /^error: pod_subnet: "10.88.0.0" is no subnet/],
    [
      "10.88.0.0/16",
      "10.96.0.0/16",
      "10.96.97.2",
      /^error: endpoint.vip 10.96.97.2 lies inside service_subnet/,
    ],
  ])(
    "pods %s, services %s, virtual address %s are refused",
    (podSubnet, serviceSubnet, vip, message) => {
      expect(issuesOf("v1.25.0", { cluster: { podSubnet, serviceSubnet, vip } })).toEqual([
        expect.stringMatching(message),
      ]);
    },
  );
});

describe("a certificate validity", () => {
  it("is refused where kubeadm does not follow it", () => {
    const cluster = { certificateValidity: "8760h" };
    expect(issuesOf("v1.25.0", { cluster })).toEqual([
      expect.stringMatching(/^error: certificate_validity is 8760h/),
    ]);
    expect(issuesOf("v1.31.0", { cluster })).toEqual([]);
  });
});

describe("warnings", () => {
  it("tell of a kube-proxy mode that the kernel cannot do", () => {
    const image =
      "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\n";
    expect(issuesOf("v1.25.0", { imageDocuments: image })).toEqual([
      expect.stringMatching(/^warning: KubeProxyConfiguration.mode is ipvs/),
    ]);
  });

  it("tell of a field that this version of Kubernetes lacks", () => {
    const user =
      "apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\ntimeouts: {kubeletHealthCheck: 1m}\n";
    expect(issuesOf("v1.25.0", { userDocuments: [user] })).toEqual([
      "warning: InitConfiguration.timeouts: This version of Kubernetes has no such field. It is left out for Kubernetes 1.25.",
    ]);
  });
});
