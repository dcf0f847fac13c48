import { parseClusterRecord } from "../../../../../../../provider/src/domain/cluster-record";
import { installKubeconfig } from "../../../../../../../provider/src/pipeline/phases/cluster/install-kubeconfig";
import { recordCluster } from "../../../../../../../provider/src/pipeline/phases/cluster/record-cluster";
import { writeClusterfile } from "../../../../../../../provider/src/pipeline/phases/cluster/write-clusterfile";
import { aClusterSpec, aHostFacts, aLocator, aMount } from "../../../../../../support/builders";
import { onFirstControlPlane } from "../contexts";

const CLUSTERFILE = "/root/.sealos/prod/Clusterfile";
const decided = { mode: "hosts", domain: "api.prod", port: 6443, vip: null };

describe("install-kubeconfig", () => {
  it("gives root the admin's kubeconfig, and takes it away", async () => {
    const { context, machine } = onFirstControlPlane();
    await installKubeconfig.run(context, aClusterSpec());
    expect(machine.lines).toEqual([
      "install -D -m 0600 /etc/kubernetes/admin.conf /root/.kube/config",
    ]);
    await installKubeconfig.undo?.(context, aClusterSpec(), undefined);
    expect(machine.lines.at(-1)).toMatch(/^rm .* \/root\/\.kube$/);
  });
});

describe("record-cluster", () => {
  it("leaves in the cluster what joining nodes need", async () => {
    const { context, machine, world } = onFirstControlPlane({
      journal: { notes: { "resolve-endpoint": decided } },
    });
    machine.files.set("/etc/kubernetes/admin.conf", "");
    const rootfs = aMount({ labels: { image: "ghcr.io/labring/lvscare:v5" } });
    await recordCluster.run(context, aClusterSpec({ rootfs, kubeadmDocuments: ["kind: X"] }));
    expect(parseClusterRecord(world.cluster.configMaps.get("cdktf-sealos"))).toEqual({
      name: "prod",
      controlPlanes: [{ node: "cp-1", address: "192.0.2.1" }],
      endpoint: decided,
      lvscareImage: "ghcr.io/labring/lvscare:v5",
      kubeadmDocuments: ["kind: X"],
      maxUnavailable: 1,
    });
    await recordCluster.run(context, aClusterSpec());
    expect(
      parseClusterRecord(world.cluster.configMaps.get("cdktf-sealos"))?.lvscareImage,
    ).toBeNull();
  });
});

describe("write-clusterfile", () => {
  it("leaves it where sealos keeps it, readable by root alone", async () => {
    const { context, machine } = onFirstControlPlane();
    await writeClusterfile.run(context, aClusterSpec());
    expect(machine.files.get(CLUSTERFILE)).toContain("name: prod");
    expect(machine.files.get(CLUSTERFILE)).toContain("192.0.2.1:22");
    expect(machine.calls.at(-1)?.argv.slice(4, 6)).toEqual([CLUSTERFILE, "0600"]);
  });

  it("names every control plane by the address that nodes reach, and its SSH port", async () => {
    const { context, machine } = onFirstControlPlane();
    const behindNat = aHostFacts({ addresses: ["10.0.0.2"] });
    const controlPlanes = [
      { node: "cp-1", locator: aLocator() },
      { node: "cp-2", locator: aLocator({ address: "203.0.113.7", port: 2222 }) },
      { node: "cp-3", locator: aLocator({ address: "192.0.2.3" }) },
    ];
    const known = new Map([...context.controlPlanes, ["cp-2", behindNat] as const]);
    await writeClusterfile.run(
      { ...context, controlPlanes: known },
      aClusterSpec({ controlPlanes }),
    );
    expect(machine.files.get(CLUSTERFILE)).toMatch(
      /192\.0\.2\.1:22[^]*10\.0\.0\.2:2222[^]*192\.0\.2\.3:22/,
    );
  });

  it("adds the practitioner's documents", async () => {
    const { context, machine } = onFirstControlPlane();
    await writeClusterfile.run(context, aClusterSpec({ clusterfileDocuments: "kind: Extra\n" }));
    expect(machine.files.get(CLUSTERFILE)).toContain("kind: Extra");
  });

  it("goes away with its directory", async () => {
    const { context, machine } = onFirstControlPlane();
    await writeClusterfile.run(context, aClusterSpec());
    await writeClusterfile.undo?.(context, aClusterSpec(), undefined);
    expect([...machine.files]).toEqual([]);
  });
});
