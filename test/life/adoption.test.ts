import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { traceDifferences } from "../support/lab-traces";
import { KUBECTL, nodesOf } from "../support/lab-cluster";
import {
  errorsOf,
  openWorkspace,
  type Configuration,
  type TerraformWorkspace,
} from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;
const BY_HAND = join(__dirname, "../../lab/by-hand.sh");

/** What changes by itself while pods start and the API server writes. */
const OF_A_LIVING_CLUSTER = / \/var\/(lib\/(etcd|containerd)|log\/(pods|containers))(\/|$)/;

describeLab("a cluster that was made by hand with kubeadm, from the same image", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let stack: ClusterStack;
  let rootfs: string;

  const traces = () => Promise.all([1, 2].map((host) => lab.trace(host)));
  const addressOf = (host: number): string => lab.inventory.hosts[host - 1]!.address;

  beforeAll(async () => {
    rootfs = (await labImages("standin"))["standin-v1.20.2"]!;
    lab = await openLab({ hosts: 2, index: 0 });
    const made = spawnSync("bash", [BY_HAND, addressOf(1), addressOf(2)], {
      env: { ...lab.environment, BY_HAND_IMAGE: rootfs, BY_HAND_APP: "" },
      encoding: "utf8",
    });
    if (made.status !== 0) throw new Error(`${made.stdout}\n${made.stderr}`);
    workspace = openWorkspace();
    // Terraform plans an update, empty as it is, where a list of an imported object holds sensitive values.
    const images = ["${nonsensitive(sealos_image_mount.kubernetes.mount)}"];
    stack = {
      workspace,
      lab,
      rootfs,
      hosts: {
        node1: { lab: 1, role: "control-plane", host: { images } },
        node2: { lab: 2, role: "worker", host: { images } },
      },
    };
  }, 300_000);
  afterAll(async () => {
    await lab.down();
    workspace.remove();
  }, 60_000);

  test("is imported by import blocks, with nothing to change and nothing touched", async () => {
    const before = await traces();
    const planned = await workspace.plan(importing());
    expect(errorsOf(planned)).toBe("");
    expect(planned.text).toContain("Plan: 6 to import, 0 to add, 0 to change, 0 to destroy.");
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect((await workspace.plan()).text).toContain("No changes.");
    const after = await traces();
    const changed = before.flatMap((host, index) => traceDifferences(host, after[index]!));
    expect(changed.filter((line) => !OF_A_LIVING_CLUSTER.test(line))).toEqual([]);
  }, 600_000);

  test("shows drift from then on", async () => {
    await lab.ssh(1, `${KUBECTL} label node node2 pool=other`);
    const labelled = clusterConfiguration(withLabels({ pool: "general" }));
    const { actions } = await workspace.plan(labelled);
    expect(actions).toEqual({ "sealos_node.node2": ["update"] });
  }, 120_000);

  test("is changed like one that was made here, and journalled by that", async () => {
    const labelled = clusterConfiguration(withLabels({ pool: "general" }));
    expect(errorsOf(await workspace.apply(labelled))).toBe("");
    expect(await nodesOf(lab, 1)).toMatchObject([{}, { labels: { pool: "general" } }]);
    expect((await workspace.plan()).text).toContain("No changes.");
  }, 300_000);

  function withLabels(labels: Readonly<Record<string, string>>): ClusterStack {
    const { node1, node2 } = stack.hosts;
    return { ...stack, hosts: { node1: node1!, node2: { ...node2!, node: { labels } } } };
  }

  /** The configuration with import blocks; what such a cluster does not tell stands in their ids. */
  function importing(): Configuration {
    const [place, images] = [addressOf(1), [rootfs]];
    const host = (id: string, name: string) => JSON.stringify({ id, name, images });
    const node = (name: string) =>
      [
        `\${jsonencode({id = "${place}/default/${name}"`,
        "kubernetes_version = sealos_cluster.main.kubernetes_version",
        "kubelet_config_digest = sealos_cluster.main.kubelet_config_digest})}",
      ].join(", ");
    const ids = {
      "sealos_image_mount.kubernetes": rootfs,
      "sealos_host.node1": host(place, "node1"),
      "sealos_host.node2": host(addressOf(2), "node2"),
      "sealos_cluster.main": JSON.stringify({ id: `${place}/default`, rootfs }),
      "sealos_node.node1": node("node1"),
      "sealos_node.node2": node("node2"),
    };
    return {
      ...clusterConfiguration(stack),
      import: Object.entries(ids).map(([to, id]) => ({ to, id })),
    };
  }
});
