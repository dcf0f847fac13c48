import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack, type StackHost } from "../support/cluster-stack";
import { etcdMembersOf, journalOf, KUBECTL, nodesOf, stepTimes } from "../support/lab-cluster";
import {
  errorList,
  errorsOf,
  openWorkspace,
  type TerraformWorkspace,
} from "../support/terraform-workspace";
import { mostAtOnce, turnsIn } from "../support/turns";

const describeLab = labPossible() ? describe : describe.skip;
const [FIRST, SECOND] = ["v1.20.2", "v1.20.15"] as const;

const HOSTS: Readonly<Record<string, StackHost>> = {
  "cp-1": { lab: 1, role: "control-plane" },
  "cp-2": { lab: 2, role: "control-plane" },
  "cp-3": { lab: 3, role: "control-plane" },
  "worker-1": { lab: 4, role: "worker", node: { drain: { timeout: "8s" } } },
  "worker-2": { lab: 5, role: "worker", node: { drain: { timeout: "8s" } } },
};
const NAMES = Object.keys(HOSTS);
const CONTROL_PLANES = ["cp-1", "cp-2", "cp-3"];
const WORKERS = ["worker-1", "worker-2"];

// The later tests build on the earlier ones: this is one cluster's upgrade, with everything that can get in its way.
describeLab("an image of another Kubernetes version", () => {
  let lab: Lab;
  let images: Readonly<Record<string, string>>;
  let workspace: TerraformWorkspace;
  let units: readonly string[];

  const stackAt = (version: string, more: Partial<ClusterStack> = {}) =>
    clusterConfiguration({
      workspace,
      lab,
      rootfs: images[`standin-${version}`]!,
      hosts: HOSTS,
      cluster: { upgrade: { max_unavailable: 1 } },
      ...more,
    });
  const versions = async () =>
    Object.fromEntries((await nodesOf(lab, 1)).map(({ name, version }) => [name, version]));
  const kubectl = (words: string) => lab.ssh(1, `${KUBECTL} ${words}`);
  /** When the runtime and the kubelet of each host were started. */
  const startTimes = () =>
    Promise.all(
      NAMES.map((name) =>
        lab.ssh(
          HOSTS[name]!.lab,
          "systemctl show -p ExecMainStartTimestampMonotonic kubelet containerd",
        ),
      ),
    );

  beforeAll(async () => {
    images = await labImages("standin");
    lab = await openLab({ hosts: 5, index: 3 });
    workspace = openWorkspace();
    expect(errorsOf(await workspace.apply(stackAt(FIRST)))).toBe("");
    await kubectl(`apply -f - <<'END'\n${BUDGETED_WORKLOAD}\nEND`);
    await kubectl("rollout status deployment guarded --timeout=30s");
    units = await startTimes();
  }, 300_000);
  afterAll(async () => {
    await lab.down();
    workspace.remove();
  });

  test("is planned host by host: staged everywhere, control planes in order, then workers", async () => {
    const plan = await workspace.plan(stackAt(SECOND));
    expect(errorsOf(plan)).toBe("");
    const staged = expect.stringContaining(
      `stage Kubernetes ${SECOND} (nothing restarts`,
    ) as string;
    for (const name of NAMES) expect(plan.steps[`sealos_host.${name}`]).toContainEqual(staged);
    expect(plan.steps["sealos_cluster.main"]).toEqual([
      `cp-1: check that nodes, etcd, hosts and images are ready for ${SECOND}`,
      "cp-1: keep a snapshot of etcd in /var/lib/sealos/data/default/snapshots",
      ...CONTROL_PLANES.map(
        (name, index) =>
          `${name}: drain, kubeadm upgrade ${index === 0 ? "apply" : "node"} ${FIRST} → ${SECOND}, install the runtime and Kubernetes, restart kubelet, uncordon`,
      ),
      "cp-1: write the kubeadm configuration",
    ]);
    for (const name of CONTROL_PLANES) expect(plan.steps[`sealos_node.${name}`]).toEqual([]);
    for (const name of WORKERS) {
      expect(plan.steps[`sealos_node.${name}`]).toEqual([
        `${name}: drain, kubeadm upgrade node ${FIRST} → ${SECOND}, install the runtime and Kubernetes, restart kubelet, uncordon`,
      ]);
    }
  });

  test("restarts nothing while it is staged", async () => {
    const hosts = NAMES.map((name) => `-target=sealos_host.${name}`);
    expect(errorsOf(await workspace.apply(stackAt(SECOND), ...hosts))).toBe("");
    expect(await startTimes()).toEqual(units);
    expect(await versions()).toEqual(Object.fromEntries(NAMES.map((name) => [name, FIRST])));
    expect(await lab.ssh(4, "stat -c %a /var/lib/sealos/data/default/staged.json")).toBe("600\n");
  });

  test("stops on a worker whose budget forbids the drain, and names it; all else is done", async () => {
    const run = await workspace.apply(stackAt(SECOND));
    expect(run.code).toBe(1);
    const guarded = await kubectl("get pods -l app=guarded -o jsonpath={.items[0].spec.nodeName}");
    expect(run.text).toMatch(
      new RegExp(
        `${guarded} could not be drained within 8 s: disruption budgets keep its pods \\(pod default/guarded-\\S+ by budget default/guarded\\)\\. Nothing was changed on ${guarded}, and it takes pods again`,
      ),
    );
    expect(errorList(run)).toHaveLength(1);
    const other = WORKERS.find((name) => name !== guarded)!;
    expect(await versions()).toEqual({
      ...Object.fromEntries(CONTROL_PLANES.map((name) => [name, SECOND])),
      [other]: SECOND,
      [guarded]: FIRST,
    });
    expect(await kubectl("get nodes -o jsonpath={.items[*].spec.unschedulable}")).toBe("");
    expect(await kubectl("get nodes -o jsonpath={.items[*].metadata.annotations}")).not.toContain(
      "cdktf-sealos/",
    );
  }, 240_000);

  test("took the nodes one at a time, control planes first", () => {
    const turns = turnsIn(workspace.events());
    const done = turns.filter(({ end }) => end !== undefined);
    expect(done.slice(0, 3).map(({ host }) => host)).toEqual(CONTROL_PLANES);
    expect(mostAtOnce(turns)).toBe(1);
  });

  test("left a snapshot of etcd on the control plane where it began", async () => {
    const folder = "/var/lib/sealos/data/default/snapshots";
    expect(await lab.ssh(1, `ls ${folder}; stat -c %a ${folder}/*`)).toMatch(
      /^before-v1\.20\.15-\S+\.db\n600\n$/,
    );
    expect(await etcdMembersOf(lab, 1)).toEqual(CONTROL_PLANES);
  });

  test("goes on where a failure in the middle stopped it, and touches nothing that is done", async () => {
    await kubectl("delete poddisruptionbudget guarded");
    const late = Object.entries(await versions()).find(([, version]) => version === FIRST)![0];
    await lab.ssh(HOSTS[late]!.lab, `mv ${KUBEADM} ${KUBEADM}.away`);
    const broken = await workspace.apply(stackAt(SECOND));
    expect(broken.text).toMatch(
      new RegExp(
        `Failed At upgrade-node .*kubeadm-upgrade: kubeadm upgrade node ended with status 127.*${late} stays cordoned .*kubectl uncordon ${late}`,
      ),
    );
    await lab.ssh(HOSTS[late]!.lab, `mv ${KUBEADM}.away ${KUBEADM}`);
    const resumed = await workspace.plan(stackAt(SECOND));
    expect(resumed.actions).toEqual({ [`sealos_node.${late}`]: ["update"] });
    expect(resumed.steps[`sealos_node.${late}`]).toEqual([
      expect.stringContaining(`${late}: finish the upgrade that broke off (drain, `),
    ]);
    const others = NAMES.filter((name) => name !== late).map((name) => HOSTS[name]!.lab);
    const before = await Promise.all(others.map((host) => stepTimes(lab, host)));
    const drains = () =>
      workspace
        .events()
        .filter(({ step, type }) => step === "drain-node" && type === "step-started");
    const drained = drains().length;
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(drains()).toHaveLength(drained);
    expect(await Promise.all(others.map((host) => stepTimes(lab, host)))).toEqual(before);
  });

  test("ends with every node Ready at the version, nothing left behind, nothing left to do", async () => {
    expect(await nodesOf(lab, 1)).toMatchObject(
      NAMES.map((name) => ({ name, ready: true, version: SECOND })),
    );
    expect(await kubectl("get nodes -o jsonpath={.items[*].spec.unschedulable}")).toBe("");
    for (const name of NAMES) {
      const { lab: host } = HOSTS[name]!;
      expect(await lab.ssh(host, "ls /var/lib/sealos/data/default")).not.toContain("staged");
      expect(Object.keys((await journalOf(lab, host))!.steps).join()).not.toContain("upgrade/");
      expect(await lab.ssh(host, "kubeadm version -o short; kubelet --version")).toContain(SECOND);
    }
    expect(workspace.resource("sealos_cluster.main")!.attributes["kubernetes_version"]).toBe(
      SECOND,
    );
    expect((await workspace.plan()).actions).toEqual({});
  });
});

const KUBEADM = "/var/lib/sealos/data/default/rootfs/bin/kubeadm";

const BUDGETED_WORKLOAD = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: guarded, namespace: default}
spec:
  replicas: 1
  selector: {matchLabels: {app: guarded}}
  template:
    metadata: {labels: {app: guarded}}
    spec: {containers: [{name: main, image: "k8s.gcr.io/pause:3.2"}]}
---
apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata: {name: guarded, namespace: default}
spec: {minAvailable: 1, selector: {matchLabels: {app: guarded}}}
`;
