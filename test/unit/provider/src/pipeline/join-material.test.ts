import { discoveryKubeconfig } from "../../../../../provider/src/pipeline/join-material";
import { createFakeRunner } from "../../../../support/fake-runner";

describe("what joining hosts find the cluster by", () => {
  it("is what the cluster publishes", async () => {
    const api = createFakeRunner();
    api.on(/cluster-info/, { stdout: JSON.stringify({ data: { kubeconfig: "kind: Config\n" } }) });
    expect(await discoveryKubeconfig(api)).toBe("kind: Config\n");
  });

  it("is missed, with the cure, where it does not", async () => {
    const api = createFakeRunner();
    api.on(/cluster-info/, { stdout: "" });
    await expect(discoveryKubeconfig(api)).rejects.toThrow(
      /no ConfigMap kube-public\/cluster-info, .*kubeadm init phase bootstrap-token/,
    );
  });
});
