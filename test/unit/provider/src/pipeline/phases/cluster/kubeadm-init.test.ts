import { kubeadmInit } from "../../../../../../../provider/src/pipeline/phases/cluster/kubeadm-init";
import { aClusterSpec, aMount } from "../../../../../../support/builders";
import { onFirstControlPlane } from "../contexts";

const DOCUMENTS = "/var/lib/sealos/data/prod/etc/kubeadm-init.yaml";
const ready = () => {
  const place = onFirstControlPlane();
  place.machine.files.set(DOCUMENTS, "kind: InitConfiguration\nnodeRegistration:\n  name: cp-1\n");
  return place;
};
const scriptOf = async (version: string | undefined): Promise<string> => {
  const { context, machine } = ready();
  await kubeadmInit.run(context, aClusterSpec({ rootfs: aMount({ version }) }));
  return machine.units[0]?.payload ?? "";
};

describe("kubeadm-init", () => {
  it("runs as a unit of its own, from a clean control plane", async () => {
    const script = await scriptOf("v1.31.0");
    const [reset, init] = [script.indexOf("kubeadm reset"), script.indexOf("kubeadm init")];
    expect(script).toContain("if [ -e /etc/kubernetes/manifests/kube-apiserver.yaml ]");
    expect(reset).toBeGreaterThan(0);
    expect(init).toBeGreaterThan(reset);
    expect(script).toContain(`kubeadm init --config=${DOCUMENTS} --skip-token-print`);
  });

  it.each([
    ["v1.21.14", false],
    ["v1.22.0", true],
    [undefined, false],
  ])("with Kubernetes %s pulls images beforehand: %s", async (version, pulls) => {
    expect((await scriptOf(version)).includes("images pull")).toBe(pulls);
  });

  it("never makes a complete control plane again", async () => {
    const { context, machine } = ready();
    await kubeadmInit.run(context, aClusterSpec());
    await kubeadmInit.run(context, aClusterSpec());
    expect(machine.units).toHaveLength(1);
  });

  it.each([
    ["broke off before its add-ons", ""],
    ["does not answer", undefined],
  ])("starts again where a control plane %s", async (_, answer) => {
    const { context, machine, world } = ready();
    await kubeadmInit.run(context, aClusterSpec());
    if (answer === undefined) machine.on(/ get configmap /, { exitCode: 1, stderr: "refused" });
    else world.cluster.configMaps.delete("kube-proxy");
    await kubeadmInit.run(context, aClusterSpec());
    expect(machine.units).toHaveLength(2);
  });

  it("tells status, output and what comes next when it fails", async () => {
    const { context, machine } = ready();
    machine.breakUnits(/init/, "[ERROR Port-6443]: Port 6443 is in use");
    await expect(kubeadmInit.run(context, aClusterSpec())).rejects.toThrow(
      /kubeadm init ended with status 1[^]*Port 6443 is in use[^]*starts it again from a clean/,
    );
  });

  it("takes Kubernetes off the host when it is undone, and finds nothing the second time", async () => {
    const { context, machine } = ready();
    await kubeadmInit.run(context, aClusterSpec());
    await kubeadmInit.undo?.(context, aClusterSpec(), undefined);
    await kubeadmInit.undo?.(context, aClusterSpec(), undefined);
    expect(machine.units.map(({ name }) => name)).toEqual([
      "sealos-prod-kubeadm-init",
      "sealos-prod-kubeadm-reset",
    ]);
  });

  it("depends on nothing that can change in place", () => {
    const changed = aClusterSpec({ podSubnet: "10.64.0.0/16", certSans: ["api.example.org"] });
    expect(kubeadmInit.plan(changed)?.input).toEqual(kubeadmInit.plan(aClusterSpec())?.input);
  });

  it("says which Kubernetes it makes", () => {
    const unknown = aClusterSpec({ rootfs: aMount({ version: undefined }) });
    expect(kubeadmInit.plan(aClusterSpec())?.lines).toEqual(["kubeadm init (Kubernetes v1.31.0)"]);
    expect(kubeadmInit.plan(unknown)?.lines).toEqual([
      "kubeadm init (Kubernetes of unknown version)",
    ]);
  });
});
