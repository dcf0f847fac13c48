import {
  applyManifest,
  readClusterUid,
  readSystemConfigMap,
} from "../../../../../../provider/src/tools/kubectl";
import { createFakeRunner } from "../../../../../support/fake-runner";

describe("objects of a cluster", () => {
  it("tell the cluster by its system namespace", async () => {
    const host = createFakeRunner().on(/get namespace kube-system/, { stdout: "uid-1\n" });
    await expect(readClusterUid(host)).resolves.toBe("uid-1");
  });

  it.each([
    ["", undefined],
    [JSON.stringify({ data: { a: "b" } }), { a: "b" }],
    [JSON.stringify({}), {}],
  ])("are config maps that may be absent or empty (%j)", async (stdout, data) => {
    const host = createFakeRunner().on(/get configmap kubeadm-config/, { stdout });
    await expect(readSystemConfigMap(host, "kubeadm-config")).resolves.toEqual(data);
  });

  it("are applied over stdin, so that no secret is among the words", async () => {
    const host = createFakeRunner().on("kubectl", { stdout: "secret/a created\n" });
    await expect(applyManifest(host, "kind: Secret")).resolves.toBe("secret/a created\n");
    expect(host.calls[0]?.stdin.toString()).toBe("kind: Secret");
    expect(host.lines[0]).toMatch(/apply --filename=-$/);
  });
});
