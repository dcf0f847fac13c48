import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { labImages, labPossible, openLab, type Lab } from "../../../lab/open-lab";
import { formatClusterfile } from "../../../provider/src/domain/clusterfile";
import { callCommand } from "../call-command";
import { clusterConfiguration, type ClusterStack } from "../cluster-stack";
import { KUBECTL, nodesOf } from "../lab-cluster";
import { traceDifferences } from "../lab-traces";
import { planOfWritten } from "../plan-of-written";
import {
  errorsOf,
  openWorkspace,
  type Configuration,
  type TerraformWorkspace,
} from "../terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;
const BY_HAND = join(__dirname, "../../../lab/by-hand.sh");

/** What changes by itself while pods start and the API server writes. */
const OF_A_LIVING_CLUSTER = / \/var\/(lib\/(etcd|containerd)|log\/(pods|containers))(\/|$)/;

/** What is adopted. */
export interface AdoptionScenario {
  /** The lab's image that the cluster is made of, `standin-v1.20.2` for example. */
  readonly rootfs: string;
  /** Tells labs of one process apart. */
  readonly index: number;
}

/** Declares the tests of a cluster that becomes this provider's; they last as long as making it by hand needs. */
export function describeAdoption({ rootfs: name, index }: AdoptionScenario): void {
  describeLab(`a cluster that was made by hand with kubeadm, from the same image (${name})`, () => {
    let lab: Lab;
    let workspace: TerraformWorkspace;
    let stack: ClusterStack;
    let rootfs: string;

    const traces = () => Promise.all([1, 2].map((host) => lab.trace(host)));
    const addressOf = (host: number): string => lab.inventory.hosts[host - 1]!.address;

    beforeAll(async () => {
      rootfs = (await labImages(name))[name]!;
      lab = await openLab({ hosts: 2, index });
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
    }, 900_000);
    afterAll(async () => {
      await lab.down();
      workspace.remove();
    });

    test("is written as a stack by one login, which touches nothing and plans nothing but imports", async () => {
      const before = await traces();
      const planned = await planOfWritten(lab, "--image", rootfs);
      expect(planned).toContain("Plan: 6 to import, 0 to add, 0 to change, 0 to destroy.");
      const after = await traces();
      const changed = before.flatMap((host, index) => traceDifferences(host, after[index]!));
      expect(changed.filter((line) => !OF_A_LIVING_CLUSTER.test(line))).toEqual([]);
    }, 600_000);

    test("is written from the Clusterfile where sealos left one, its config files with it", async () => {
      const clusterfile = formatClusterfile({
        cluster: {
          ...{ name: "default", images: [rootfs], ssh: {}, command: [] },
          env: { criData: "/var/lib/containerd", registryPassword: "passw0rd" },
          hosts: [
            { ips: [`${addressOf(1)}:22`], roles: ["master", "amd64"], env: {}, ssh: {} },
            { ips: [`${addressOf(2)}:22`], roles: ["node", "rack-1"], env: { zone: "b" }, ssh: {} },
          ],
        },
        configs: [
          { name: "note", path: "etc/note", strategy: "override", match: rootfs, data: "${x}\n" },
        ],
        kubeadm: "",
      }).replaceAll("'", "'\\''");
      const folder = "/root/.sealos/default";
      await lab.ssh(1, `mkdir -p ${folder} && printf %s '${clusterfile}' >${folder}/Clusterfile`);
      const planned = await planOfWritten(lab);
      await lab.ssh(1, `rm -r ${folder}`);
      // The value of registryPassword is in no import id, so that the hosts are to be given it.
      expect(planned).toContain("Plan: 6 to import, 0 to add, 2 to change, 0 to destroy.");
      expect(planned).toContain('+ "registryPassword" = (sensitive value)');
      expect(planned).not.toContain("passw0rd");
    }, 600_000);

    test("is written with roles and registry in its import ids where no host names a registry", async () => {
      const hosts = [1, 2];
      const each = (command: string) => Promise.all(hosts.map((host) => lab.ssh(host, command)));
      await each("cp /etc/hosts /root/hosts && sed '/sealos.hub/d' /root/hosts >/etc/hosts");
      const planned = await planOfWritten(lab, "--image", rootfs);
      await each("cat /root/hosts >/etc/hosts && rm /root/hosts");
      expect(planned).toContain("Plan: 6 to import, 0 to add, 0 to change, 0 to destroy.");
    }, 600_000);

    test("is not written from a host that is no control plane, or shows another host key", async () => {
      const { keyPath } = lab.inventory.hosts[0]!;
      const worker = await callCommand("import", "--host", addressOf(2), "-i", keyPath);
      expect([worker.code, worker.out]).toEqual([1, ""]);
      expect(worker.err).toContain("is no control plane: it has no /etc/kubernetes/admin.conf");
      const other = ["--host-key", `SHA256:${"A".repeat(43)}`];
      const stranger = await callCommand("import", "--host", addressOf(1), "-i", keyPath, ...other);
      expect([stranger.code, stranger.out]).toEqual([1, ""]);
      expect(stranger.err).toContain("host key");
    });

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
    });

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
}
