import { labImages, labPossible, type Lab } from "../../../lab/open-lab";
import { preparedLab, sendPrograms } from "./prepared-lab";

const level = labPossible() ? describe : describe.skip;
const endpoint = "apiserver.cluster.local:6443";
const socket = "--cri-socket /run/containerd/containerd.sock";

level("a cluster of stand-ins: three control planes and a worker", () => {
  let lab: Lab;
  const address = (host: number) => lab.inventory.hosts[host - 1]?.address ?? "";
  const kubectl = (host: number, command: string) =>
    lab.ssh(host, `KUBECONFIG=/etc/kubernetes/admin.conf kubectl ${command}`);
  const refusal = async (host: number, command: string) =>
    lab.run("ssh", String(host), `export KUBECONFIG=/etc/kubernetes/admin.conf; ${command}`);
  const members = async (host: number) => {
    const answer = await lab.ssh(
      host,
      "cd /etc/kubernetes/pki/etcd && curl -sf --cacert ca.crt --cert healthcheck-client.crt --key healthcheck-client.key -d '{}' https://127.0.0.1:2379/v3/cluster/member/list",
    );
    return (JSON.parse(answer) as { members: readonly { name: string; ID: string }[] }).members;
  };
  const nodesBecome = async (host: number, expected: readonly string[]) => {
    await until(async () => {
      const lines = await kubectl(host, "get nodes --no-headers");
      return lines
        .trim()
        .split("\n")
        .map((line) => line.split(/\s+/).slice(0, 2).join(" "));
    }, expected);
  };

  beforeAll(async () => {
    lab = await preparedLab(4, 1);
  }, 200_000);

  afterAll(async () => {
    await lab.down();
  });

  it("is made by init and joins of both kinds, and every control plane shows the same nodes", async () => {
    await lab.ssh(
      1,
      `cat >/tmp/init.yaml <<'END'
apiVersion: kubeadm.k8s.io/v1beta2
kind: InitConfiguration
localAPIEndpoint: {advertiseAddress: ${address(1)}}
nodeRegistration: {criSocket: /run/containerd/containerd.sock}
---
apiVersion: kubeadm.k8s.io/v1beta2
kind: ClusterConfiguration
kubernetesVersion: v1.20.2
controlPlaneEndpoint: ${endpoint}
networking: {podSubnet: 10.88.0.0/16, serviceSubnet: 10.96.0.0/22}
controllerManager: {extraArgs: {node-monitor-grace-period: 3s}}
END
kubeadm init --config /tmp/init.yaml`,
    );
    const key = (
      await lab.ssh(
        1,
        "kubeadm init phase upload-certs --upload-certs --config /tmp/init.yaml | tail -1",
      )
    ).trim();
    const join = (await lab.ssh(1, "kubeadm token create --print-join-command")).trim();
    for (const host of [2, 3]) {
      await lab.ssh(
        host,
        `${join} ${socket} --control-plane --certificate-key ${key} --apiserver-advertise-address ${address(host)}`,
      );
      await lab.ssh(
        host,
        `sed -i 's/.* apiserver.cluster.local$/${address(host)} apiserver.cluster.local/' /etc/hosts`,
      );
    }
    await lab.ssh(4, `${join} ${socket}`);
    const all = ["node1 Ready", "node2 Ready", "node3 Ready", "node4 Ready"];
    for (const host of [1, 2, 3]) await nodesBecome(host, all);
    expect((await members(2)).map((member) => member.name).sort()).toEqual([
      "node1",
      "node2",
      "node3",
    ]);
  });

  it("shows a node as NotReady while its kubelet is stopped", async () => {
    await lab.ssh(4, "systemctl stop kubelet");
    await nodesBecome(1, ["node1 Ready", "node2 Ready", "node3 Ready", "node4 NotReady"]);
    await lab.ssh(4, "systemctl start kubelet");
    await nodesBecome(1, ["node1 Ready", "node2 Ready", "node3 Ready", "node4 Ready"]);
  });

  it("gives a drain up after its time limit when a disruption budget forbids it", async () => {
    await lab.ssh(
      1,
      `KUBECONFIG=/etc/kubernetes/admin.conf kubectl apply -f - <<'END'
apiVersion: apps/v1
kind: Deployment
metadata: {name: kept}
spec:
  selector: {matchLabels: {app: kept}}
  template: {metadata: {labels: {app: kept}}, spec: {containers: [{name: kept, image: "k8s.gcr.io/pause:3.2"}]}}
---
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: {name: kept}
spec: {maxUnavailable: 0, selector: {matchLabels: {app: kept}}}
END`,
    );
    await kubectl(1, "rollout status deployment/kept --timeout=30s");
    const drain = await refusal(1, "kubectl drain node4 --ignore-daemonsets --timeout=2s");
    expect(drain.code).toBe(1);
    expect(drain.stderr).toContain(
      "Cannot evict pod as it would violate the pod's disruption budget.",
    );
    expect(drain.stderr).toContain("global timeout reached: 2s");
    await kubectl(1, "delete poddisruptionbudget kept");
    await kubectl(1, "drain node4 --ignore-daemonsets --timeout=30s");
    await kubectl(1, "uncordon node4");
  });

  it("writes with two of three control planes and refuses with one", async () => {
    await lab.run("cut", "3");
    await kubectl(1, "create configmap with-two");
    await lab.run("cut", "2");
    const alone = await refusal(1, "kubectl create configmap alone");
    expect(alone.code).toBe(1);
    expect(alone.stderr).toMatch(/etcdserver: request timed out/);
    await lab.run("mend", "2");
    await lab.run("mend", "3");
    await until(
      async () => (await refusal(3, "kubectl get configmap with-two -o name")).stdout.trim(),
      "configmap/with-two",
    );
    await nodesBecome(1, ["node1 Ready", "node2 Ready", "node3 Ready", "node4 Ready"]);
  });

  it("survives a power cut of a control plane", async () => {
    await lab.run("stop", "2");
    await nodesBecome(1, ["node1 Ready", "node2 NotReady", "node3 Ready", "node4 Ready"]);
    await lab.run("start", "2");
    await nodesBecome(2, ["node1 Ready", "node2 Ready", "node3 Ready", "node4 Ready"]);
  });

  it("is upgraded: the first control plane before the others, then the worker", async () => {
    const image =
      (await labImages("standin-v1.20.15"))["standin-v1.20.15"]?.replace("oci:", "") ?? "";
    sendPrograms(lab, image);
    const early = await refusal(2, "kubeadm upgrade node");
    expect(early.code).toBe(1);
    expect(early.stderr).toContain("kubeadm upgrade apply");
    await lab.ssh(1, "kubeadm upgrade apply v1.20.15 --yes && systemctl restart kubelet");
    for (const host of [2, 3, 4])
      await lab.ssh(host, "kubeadm upgrade node && systemctl restart kubelet");
    await until(
      async () =>
        (
          await kubectl(3, "get nodes -o jsonpath='{.items[*].status.nodeInfo.kubeletVersion}'")
        ).trim(),
      Array(4).fill("v1.20.15").join(" "),
    );
    expect(await kubectl(2, "version -o json")).toMatch(
      /"serverVersion": \{\s+"major": "1",\s+"minor": "20",\s+"gitVersion": "v1.20.15"/,
    );
  });

  it("shrinks: reset takes the member out, delete the node", async () => {
    await kubectl(1, "delete node node3");
    await lab.ssh(3, "kubeadm reset -f");
    expect((await members(1)).map((member) => member.name).sort()).toEqual(["node1", "node2"]);
    const removed = await refusal(
      1,
      'cd /etc/kubernetes/pki/etcd && curl -s --cacert ca.crt --cert healthcheck-client.crt --key healthcheck-client.key -d \'{"ID":"1"}\' https://127.0.0.1:2379/v3/cluster/member/remove',
    );
    expect(removed.stdout).toContain("etcdserver: member not found");
    await nodesBecome(2, ["node1 Ready", "node2 Ready", "node4 Ready"]);
    expect((await lab.ssh(3, "ls -A /var/lib/etcd /var/lib/kubelet; crictl pods -q")).trim()).toBe(
      "/var/lib/etcd:\n\n/var/lib/kubelet:",
    );
  });
});

async function until<T>(ask: () => Promise<T>, expected: T): Promise<void> {
  const deadline = Date.now() + 40_000;
  let last: unknown;
  while (Date.now() < deadline) {
    last = await ask().catch((error: unknown) => error);
    if (JSON.stringify(last) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(last).toEqual(expected);
}
