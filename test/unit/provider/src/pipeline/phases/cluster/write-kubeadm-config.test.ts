import { parseAllDocuments } from "yaml";
import { writeKubeadmConfig } from "../../../../../../../provider/src/pipeline/phases/cluster/write-kubeadm-config";
import { aClusterSpec, aMount } from "../../../../../../support/builders";
import { onFirstControlPlane } from "../contexts";

const decided = { mode: "lvscare", domain: "api.prod", port: 6443, vip: "10.103.97.2" };
const ROOTFS = "/var/lib/sealos/data/prod/rootfs";
const DOCUMENTS = "/var/lib/sealos/data/prod/etc/kubeadm-init.yaml";
const at = () => onFirstControlPlane({ journal: { notes: { "resolve-endpoint": decided } } });
const documentsOf = (files: ReadonlyMap<string, string>): Record<string, unknown>[] =>
  parseAllDocuments(files.get(DOCUMENTS) ?? "").map(
    (document) => document.toJS() as Record<string, unknown>,
  );

describe("write-kubeadm-config", () => {
  it("writes the documents for this host, readable by root alone", async () => {
    const { context, machine } = at();
    await writeKubeadmConfig.run(context, aClusterSpec({ podSubnet: "10.64.0.0/16" }));
    const [init, cluster] = documentsOf(machine.files);
    expect(init).toMatchObject({
      kind: "InitConfiguration",
      localAPIEndpoint: { advertiseAddress: "192.0.2.1" },
      nodeRegistration: { name: "cp-1" },
    });
    expect(cluster).toMatchObject({
      kubernetesVersion: "v1.31.0",
      controlPlaneEndpoint: "api.prod:6443",
      networking: { podSubnet: "10.64.0.0/16" },
    });
    const written = machine.calls.find(({ argv }) => argv[4] === DOCUMENTS);
    expect(written?.argv[5]).toBe("0600");
  });

  it("lets the name of the API stand for this host, until it is undone", async () => {
    const { context, machine } = at();
    const spec = aClusterSpec({ endpoint: { ...decided, mode: "lvscare" } });
    await writeKubeadmConfig.run(context, spec);
    expect(machine.files.get("/etc/hosts")).toBe("192.0.2.1 api.prod # sealos\n");
    await writeKubeadmConfig.undo?.(context, spec, undefined);
    expect(machine.files.get("/etc/hosts")).toBe("");
  });

  it("uses the image's documents and its audit policy where it has them", async () => {
    const { context, machine } = at();
    machine.files.set(`${ROOTFS}/etc/kubeadm.yml`, "networking:\n  podSubnet: 172.31.0.0/16\n");
    machine.files.set(`${ROOTFS}/statics/audit-policy.yml`, "kind: Policy\n");
    await writeKubeadmConfig.run(context, aClusterSpec());
    expect(machine.files.get("/etc/kubernetes/audit-policy.yml")).toBe("kind: Policy\n");
    expect(JSON.stringify(documentsOf(machine.files))).toContain("audit-policy.yml");
  });

  it("reports what the documents leave out", async () => {
    const { context, machine } = at();
    machine.files.set(`${ROOTFS}/etc/kubeadm.yml`, "kind: Surprise\napiVersion: v1\n");
    await writeKubeadmConfig.run(context, aClusterSpec());
    expect(context.reports.map(([step, { type }]) => [step, type])).toContainEqual([
      "write-kubeadm-config",
      "note",
    ]);
  });

  it.each([
    [
      "an image without a Kubernetes version",
      aClusterSpec({ rootfs: aMount({ version: undefined }) }),
      /rootfs: the image labring\/kubernetes:v1\.31\.0 has no Kubernetes version .*Use a rootfs image/,
    ],
    [
      "documents that contradict the configuration",
      aClusterSpec({ kubeadmDocuments: ["kind: Unheard\napiVersion: nobody/v1\n"] }),
      /kubeadm_config/,
    ],
    ["no control plane", aClusterSpec({ controlPlanes: [] }), /control_plane is empty/],
  ])("refuses %s", async (_, spec, message) => {
    await expect(writeKubeadmConfig.run(at().context, spec)).rejects.toThrow(message);
  });

  it("needs a container runtime", async () => {
    const { context, machine } = at();
    machine.on(/SystemdCgroup/, {});
    await expect(writeKubeadmConfig.run(context, aClusterSpec())).rejects.toThrow(
      /cp-1 has no container runtime/,
    );
  });

  it("needs the endpoint that was decided", async () => {
    const { context } = onFirstControlPlane();
    await expect(writeKubeadmConfig.run(context, aClusterSpec())).rejects.toThrow(
      /the journal lacks the endpoint/,
    );
  });
});
