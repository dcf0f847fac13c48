import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { initDocuments } from "../../../provider/src/domain/kubeadm/init-documents";
import { joinDocuments } from "../../../provider/src/domain/kubeadm/join-documents";
import type { KubeadmInput } from "../../../provider/src/domain/kubeadm/compose-documents";
import { parseKubernetesVersion } from "../../../provider/src/domain/kubernetes-version";
import { parseCertificateExpirations, parseImages } from "../../../provider/src/tools/kubeadm";
import { labBinary } from "./lab-binaries";

const input: KubeadmInput = {
  hasAuditPolicy: true,
  hasIpvs: true,
  imageDocuments:
    "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\ncgroupDriver: cgroupfs\nmaxOpenFiles: 20000\n",
  userDocuments: [
    [
      "apiVersion: kubeadm.k8s.io/v1beta4",
      "kind: ClusterConfiguration",
      "apiServer: {extraArgs: [{name: v, value: '2'}]}",
      "---",
      "apiVersion: kubeadm.k8s.io/v1beta3",
      "kind: JoinConfiguration",
      "nodeRegistration: {taints: [{key: dedicated, value: gpu, effect: NoSchedule}]}",
    ].join("\n"),
  ],
  cluster: {
    kubernetes: parseKubernetesVersion("v1.20.2")!,
    endpoint: { domain: "apiserver.cluster.local", port: 6443 },
    vip: "10.103.97.2",
    podSubnet: "10.88.0.0/16",
    certSans: ["api.example.org", "192.0.2.200"],
    controlPlaneAddresses: ["192.0.2.1", "192.0.2.2"],
  },
  node: {
    name: "cp-1",
    address: "192.0.2.1",
    criSocket: "/run/containerd/containerd.sock",
    taints: [],
  },
};

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "kubeadm-documents-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

interface Said {
  readonly status: number | null;
  readonly stdout: string;
  /** Warnings of strict decoding, which kubeadm 1.20 goes on after. */
  readonly misread: readonly string[];
}

function run(program: string, ...words: readonly string[]): Said {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: "utf8" });
  const misread = stderr
    .split("\n")
    .filter((line) => /unmarshal|unknown field|unknown flag|strict/i.test(line));
  return { status, stdout, misread };
}

function fileOf(name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

const initText = () => initDocuments(input, { certificateKey: "ab".repeat(32) }).value ?? "";

describe("documents of v1beta2, read by the real kubeadm", () => {
  it("are what init reads, field by field", () => {
    const path = fileOf("init.yaml", initText());
    const { status, stdout, misread } = run(
      labBinary("kubeadm"),
      "config",
      "migrate",
      "--old-config",
      path,
    );
    expect({ status, misread }).toEqual({ status: 0, misread: [] });
    const [init, cluster] = parseAllDocuments(stdout).map((document) => document.toJS() as unknown);
    expect(init).toMatchObject({
      localAPIEndpoint: { advertiseAddress: "192.0.2.1", bindPort: 6443 },
      nodeRegistration: { name: "cp-1", kubeletExtraArgs: { "node-ip": "192.0.2.1" }, taints: [] },
    });
    expect(cluster).toMatchObject({
      kubernetesVersion: "v1.20.2",
      controlPlaneEndpoint: "apiserver.cluster.local:6443",
      networking: { podSubnet: "10.88.0.0/16", serviceSubnet: "10.96.0.0/22" },
      apiServer: { extraArgs: { v: "2" } },
    });
  });

  it("are what join reads, for control planes", () => {
    const text = joinDocuments(input, {
      role: "control-plane",
      discovery: {
        path: fileOf("discovery.conf", "kind: Config\n"),
        token: "abcdef.0123456789abcdef",
      },
      certificateKey: "cd".repeat(32),
    }).value;
    const path = fileOf("join.yaml", text ?? "");
    const { status, stdout, misread } = run(
      labBinary("kubeadm"),
      "config",
      "migrate",
      "--old-config",
      path,
    );
    expect({ status, misread }).toEqual({ status: 0, misread: [] });
    expect(parseAllDocuments(stdout).map((document) => document.toJS() as unknown)).toEqual([
      expect.objectContaining({
        kind: "JoinConfiguration",
        nodeRegistration: expect.objectContaining({
          taints: [{ key: "dedicated", value: "gpu", effect: "NoSchedule" }],
        }) as unknown,
      }),
    ]);
  });

  it("would be found out if they had a field too many", () => {
    const path = fileOf(
      "wrong.yaml",
      initText().replace("networking:", "networks: {}\nnetworking:"),
    );
    const { misread } = run(labBinary("kubeadm"), "config", "migrate", "--old-config", path);
    expect(misread).toEqual([expect.stringContaining('unknown field "networks"')]);
  });

  it("name the images of that version", () => {
    const path = fileOf("images.yaml", initText());
    const { stdout } = run(labBinary("kubeadm"), "config", "images", "list", `--config=${path}`);
    expect(parseImages(stdout)).toContain("k8s.gcr.io/kube-apiserver:v1.20.2");
  });

  it("make certificates for every name and address, whose ends can be read", () => {
    const pki = join(directory, "pki");
    const text = initText().replace(
      "kubernetesVersion:",
      `certificatesDir: ${pki}\nkubernetesVersion:`,
    );
    const path = fileOf("certs.yaml", text);
    const made = run(labBinary("kubeadm"), "init", "phase", "certs", "all", `--config=${path}`);
    expect({ status: made.status, misread: made.misread }).toEqual({ status: 0, misread: [] });
    const { stdout } = run("openssl", "x509", "-noout", "-text", "-in", join(pki, "apiserver.crt"));
    for (const name of ["apiserver.cluster.local", "api.example.org"])
      expect(stdout).toContain(`DNS:${name}`);
    for (const address of ["127.0.0.1", "10.103.97.2", "192.0.2.2", "192.0.2.200"])
      expect(stdout).toContain(`IP Address:${address}`);
    const ends = run(
      labBinary("kubeadm"),
      "certs",
      "check-expiration",
      `--cert-dir=${pki}`,
      `--config=${path}`,
    );
    expect(parseCertificateExpirations(ends.stdout).map(({ name }) => name)).toEqual(
      expect.arrayContaining(["apiserver", "apiserver-etcd-client", "etcd-peer", "ca", "etcd-ca"]),
    );
  });

  it("are what kube-proxy reads", () => {
    const proxy = parseAllDocuments(initText()).find(
      (one) => one.get("kind") === "KubeProxyConfiguration",
    );
    const path = fileOf("proxy.yaml", String(proxy));
    const out = join(directory, "proxy-out.yaml");
    const { status, misread } = run(
      labBinary("kube-proxy"),
      `--config=${path}`,
      `--write-config-to=${out}`,
    );
    expect({ status, misread }).toEqual({ status: 0, misread: [] });
    expect(readFileSync(out, "utf8")).toMatch(/mode: ipvs/);
  });
});
