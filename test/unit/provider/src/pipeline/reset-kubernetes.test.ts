import { resetKubernetes } from "../../../../../provider/src/pipeline/reset-kubernetes";
import { onHost } from "./phases/contexts";

describe("a reset of Kubernetes", () => {
  it("does nothing on a host that has none", async () => {
    const { context, machine } = onHost();
    await resetKubernetes(context, "prod");
    expect(machine.calls.map(({ verb }) => verb)).toEqual(["query"]);
    expect(context.reports).toEqual([]);
  });

  it.each([["/etc/kubernetes/admin.conf"], ["/var/lib/kubelet/config.yaml"]])(
    "cleans a host that has %s, and nothing that is not Kubernetes'",
    async (trace) => {
      const { context, machine } = onHost();
      machine.files
        .set(trace, "")
        .set("/etc/hosts", "192.0.2.1 apiserver.cluster.local # sealos\n192.0.2.9 mine\n")
        .set("/root/.kube/config", "")
        .set("/root/.sealos/prod/Clusterfile", "")
        .set("/root/.sealos/other/Clusterfile", "");
      await resetKubernetes(context, "prod");
      expect([...machine.files]).toEqual([
        ["/etc/hosts", "192.0.2.9 mine\n"],
        ["/root/.sealos/other/Clusterfile", ""],
      ]);
      expect(context.reports[0]).toEqual(["reset-kubernetes", { type: "step-started" }]);
    },
  );

  it("asks kubeadm only where the host has it", async () => {
    const { context, machine } = onHost();
    machine.files.set("/etc/kubernetes/admin.conf", "");
    await resetKubernetes(context, "prod");
    expect(machine.units[0]?.payload).toContain(
      "if command -v kubeadm; then kubeadm reset --force --kubeconfig=/etc/kubernetes/nobody.conf --cri-socket=/run/containerd/containerd.sock --ignore-preflight-errors=SystemVerification; fi",
    );
  });

  it("that kubeadm fails leaves the rest alone and tells its output", async () => {
    const { context, machine } = onHost();
    machine.files.set("/etc/kubernetes/admin.conf", "");
    machine.breakUnits(/reset/, "etcd has no leader");
    await expect(resetKubernetes(context, "prod")).rejects.toThrow(
      /kubeadm reset ended with status 1[^]*etcd has no leader/,
    );
    expect(machine.files.has("/etc/kubernetes/admin.conf")).toBe(true);
  });

  it("that broke off, at whichever command, is done again as a whole", async () => {
    const isBroken = async (after: number): Promise<boolean> => {
      const { context, machine } = onHost();
      machine.files
        .set("/etc/kubernetes/admin.conf", "")
        .set("/var/lib/kubelet/config.yaml", "")
        .set("/etc/hosts", "192.0.2.1 apiserver.cluster.local # sealos\n")
        .set("/root/.kube/config", "")
        .set("/root/.sealos/prod/Clusterfile", "");
      const exec = machine.exec.bind(machine);
      let commands = 0;
      machine.exec = (argv, options) => {
        commands += 1;
        if (commands === after + 1) throw new Error("No space left on device");
        return exec(argv, options);
      };
      const failure = await resetKubernetes(context, "prod").catch((error: unknown) => error);
      await resetKubernetes(context, "prod");
      expect([after, ...machine.files]).toEqual([after, ["/etc/hosts", ""]]);
      return failure !== undefined;
    };
    let after = 0;
    while (await isBroken(after)) after += 1;
    expect(after).toBeGreaterThan(4);
  });
});
