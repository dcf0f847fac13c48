import { exportKubeconfig } from "../../../../../provider/src/pipeline/export-kubeconfig";
import { createFakePipeline } from "../../../../support/fake-pipeline";

const KUBECONFIG =
  "clusters:\n- cluster:\n    server: https://apiserver.cluster.local:6443\n  name: prod\n";
const PATH = "/home/anna/prod.kubeconfig";

function aRunner(kubeconfig?: string) {
  const world = createFakePipeline();
  const controlPlane = world.addMachine("192.0.2.1", "cp-1");
  if (kubeconfig !== undefined) controlPlane.files.set("/etc/kubernetes/admin.conf", kubeconfig);
  return { local: world.local, controlPlane };
}

describe("the kubeconfig on the machine that runs Terraform", () => {
  it.each([
    ["192.0.2.1", "https://192.0.2.1:6443"],
    ["2001:db8::1", "https://[2001:db8::1]:6443"],
    ["cp-1.example.org", "https://cp-1.example.org:6443"],
  ])("reaches the API at %s, and is its owner's alone", async (address, server) => {
    const { local, controlPlane } = aRunner(KUBECONFIG);
    await exportKubeconfig(controlPlane, address, local, PATH);
    expect(local.files.get(PATH)).toBe(
      KUBECONFIG.replace("https://apiserver.cluster.local:6443", server),
    );
    expect(local.calls.at(-1)?.argv[5]).toBe("0600");
  });

  it("travels on the input, in no command line", async () => {
    const { local, controlPlane } = aRunner(`${KUBECONFIG}client-key-data: c2VjcmV0\n`);
    await exportKubeconfig(controlPlane, "192.0.2.1", local, PATH);
    expect(local.lines.join("\n")).not.toContain("c2VjcmV0");
  });

  it("is not written where there is none", async () => {
    const { local, controlPlane } = aRunner();
    await exportKubeconfig(controlPlane, "192.0.2.1", local, PATH);
    expect(local.calls).toEqual([]);
  });
});
