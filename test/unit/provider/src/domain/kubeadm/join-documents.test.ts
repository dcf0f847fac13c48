import { parse } from "yaml";
import { joinDocuments } from "../../../../../../provider/src/domain/kubeadm/join-documents";
import type { JoinMaterial } from "../../../../../../provider/src/domain/kubeadm/join-documents";
import { anInput } from "./inputs";

const KEY = "cd".repeat(32);

const discovery = {
  path: "/etc/kubernetes/discovery.conf",
  token: "abcdef.0123456789abcdef",
};

const documentOf = (version: string, material: JoinMaterial): unknown =>
  parse(
    joinDocuments(anInput(version, { node: { name: "n-2", address: "192.0.2.2" } }), material)
      .value ?? "",
  );

describe("join documents", () => {
  it("make a worker that finds the cluster by a file and proves itself by a token", () => {
    expect(documentOf("v1.20.2", { role: "worker", discovery })).toEqual({
      apiVersion: "kubeadm.k8s.io/v1beta2",
      kind: "JoinConfiguration",
      caCertPath: "/etc/kubernetes/pki/ca.crt",
      nodeRegistration: {
        name: "n-2",
        criSocket: "/run/containerd/containerd.sock",
        kubeletExtraArgs: { "node-ip": "192.0.2.2" },
      },
      discovery: {
        file: { kubeConfigPath: discovery.path },
        tlsBootstrapToken: discovery.token,
        timeout: "5m0s",
      },
    });
  });

  it("make a control plane with the certificate key", () => {
    const material = { role: "control-plane", discovery, certificateKey: KEY } as const;
    expect(documentOf("v1.20.2", material)).toMatchObject({
      controlPlane: {
        localAPIEndpoint: { advertiseAddress: "192.0.2.2", bindPort: 6443 },
        certificateKey: KEY,
      },
    });
  });

  it("keep the time limit of discovery where v1beta4 has it", () => {
    const document = documentOf("v1.31.0", { role: "worker", discovery });
    expect(document).toMatchObject({ timeouts: { discovery: "5m0s" } });
    expect(document).not.toHaveProperty("discovery.timeout");
  });

  it("take the practitioner's taints and flags for joining nodes", () => {
    const user = [
      "apiVersion: kubeadm.k8s.io/v1beta3",
      "kind: JoinConfiguration",
      "nodeRegistration:",
      "  kubeletExtraArgs: {v: 3}",
      "  taints: [{key: dedicated, value: gpu, effect: NoSchedule}]",
    ].join("\n");
    const { value } = joinDocuments(anInput("v1.25.0", { userDocuments: [user] }), {
      role: "worker",
      discovery,
    });
    expect(parse(value ?? "")).toMatchObject({
      nodeRegistration: {
        kubeletExtraArgs: { "node-ip": "192.0.2.1", v: "3" },
        taints: [{ key: "dedicated", value: "gpu", effect: "NoSchedule" }],
      },
    });
  });

  it("refuse a practitioner's own discovery without repeating its token", () => {
    const user =
      "apiVersion: kubeadm.k8s.io/v1beta3\nkind: JoinConfiguration\ndiscovery: {tlsBootstrapToken: abcdef.0123456789abcdef}\n";
    const { value, issues } = joinDocuments(anInput("v1.25.0", { userDocuments: [user] }), {
      role: "worker",
      discovery,
    });
    expect(value).toBeUndefined();
    expect(issues).toHaveLength(1);
    expect(JSON.stringify(issues)).not.toContain("0123456789abcdef");
  });
});
