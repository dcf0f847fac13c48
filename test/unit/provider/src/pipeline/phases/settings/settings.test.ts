import type { ClusterSpec } from "../../../../../../../provider/src/domain/cluster-spec";
import { initCluster } from "../../../../../../../provider/src/pipeline/init-cluster";
import { readCluster } from "../../../../../../../provider/src/pipeline/read-cluster";
import { aClusterSpec } from "../../../../../../support/builders";
import { containerFile } from "../../../../../../support/fake-pipeline-settings";
import { aRunningCluster, signal, type RunningCluster } from "../../running-cluster";

const kubeadm = (fields: string): string =>
  `apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n${fields}\n`;
const QUIET = kubeadm('scheduler: {extraArgs: [{name: profiling, value: "false"}]}');

describe("settings of a running cluster", () => {
  let cluster: RunningCluster;
  let spec: ClusterSpec;
  beforeEach(async () => {
    cluster = await aRunningCluster();
    await cluster.join("cp-2", "control-plane");
    spec = aClusterSpec({
      controlPlanes: ["cp-1", "cp-2"].map((node) => ({ node, locator: cluster.locator(node) })),
    });
    await apply({});
  });

  const apply = async (different: Partial<ClusterSpec>, drifted: readonly string[] = []) => {
    const before = ["cp-1", "cp-2"].map((name) => cluster.machine(name).lines.length);
    const request = { spec: { ...spec, ...different }, drifted, signal };
    const outcome = await initCluster(cluster.world.environment, request);
    const [first = [], second = []] = ["cp-1", "cp-2"].map((name, index) =>
      cluster
        .machine(name)
        .lines.slice(before[index])
        .filter((line) => /^kubeadm (init|certs)/.test(line))
        .map((line) => line.replace(/ --config.*/, "")),
    );
    return { failure: outcome.failure, first, second };
  };

  it("are left alone where nothing changed", async () => {
    expect(await apply({})).toEqual({ failure: undefined, first: [], second: [] });
  });

  it("are changed for the component that is named, on every control plane, and stored last", async () => {
    const manifest = "kubeadm init phase control-plane scheduler";
    expect(await apply({ kubeadmDocuments: [QUIET] })).toEqual({
      failure: undefined,
      first: [manifest, "kubeadm init phase upload-config kubeadm"],
      second: [manifest],
    });
    expect(
      cluster.world.cluster.configMaps.get("kubeadm-config")?.["ClusterConfiguration"],
    ).toContain("profiling");
  });

  it("sign the API server's certificate aside for other names", async () => {
    const sign = "kubeadm init phase certs apiserver";
    const { failure, first, second } = await apply({ certSans: ["api.example.org"] });
    expect(failure).toBeUndefined();
    expect(first).toEqual([sign, "kubeadm init phase upload-config kubeadm"]);
    expect(second).toEqual([sign]);
  });

  it("renew certificates that are due, and restart what reads them", async () => {
    const renewal = {
      expiresAt: "2027-01-01T00:00:00.000Z",
      dueBefore: "2027-02-01T00:00:00.000Z",
    };
    const { failure, first, second } = await apply({ renewal });
    expect(failure).toBeUndefined();
    expect([...first, ...second]).toEqual(["kubeadm certs renew all", "kubeadm certs renew all"]);
    expect(cluster.machine("cp-2").files.get(containerFile("etcd"))).toBe("second");
  });

  it("change nothing while a control plane cannot be reached", async () => {
    cluster.machine("cp-2").isAway = true;
    const { failure, first } = await apply({ kubeadmDocuments: [QUIET] });
    expect(String(failure)).toMatch(/cp-2 cannot be reached.*Nothing was changed/s);
    expect(first).toEqual([]);
  });

  it("are found changed by others, and put back", async () => {
    const request = { spec, isMade: true, signal };
    const look = async () => (await readCluster(cluster.world.environment, request)).changed;
    expect(await look()).toEqual([]);
    cluster.world.cluster.configMaps.set("kube-proxy", { "config.conf": "mode: userspace" });
    await apply({}, ["note-settings"]);
    cluster.world.cluster.configMaps.set("kube-proxy", { "config.conf": "mode: ipvs" });
    expect(await look()).toEqual(["kubeProxy"]);
    expect((await apply({}, ["change-kube-proxy", "note-settings"])).first).toEqual([
      "kubeadm init phase addon kube-proxy",
    ]);
    expect(await look()).toEqual([]);
  });
});
