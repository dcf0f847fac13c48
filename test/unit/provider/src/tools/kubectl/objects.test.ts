import {
  putObject,
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

  it("are created over stdin, so that no secret is among the words", async () => {
    const host = createFakeRunner().on("kubectl", { stdout: "secret/a created\n" });
    await putObject(host, "kind: Secret");
    expect(host.calls.map(({ stdin }) => stdin.toString())).toEqual(["kind: Secret"]);
    expect(host.lines[0]).toMatch(/create --filename=- --validate=false$/);
  });

  it("are replaced where they are there already", async () => {
    const stderr = 'Error from server (AlreadyExists): secrets "a" already exists';
    const host = createFakeRunner()
      .on(/ create /, { exitCode: 1, stderr })
      .on(/ replace /, {});
    await putObject(host, "kind: Secret");
    expect(host.calls.map(({ stdin }) => stdin.toString())).toEqual([
      "kind: Secret",
      "kind: Secret",
    ]);
  });

  it("are not replaced because the API refuses them for another reason", async () => {
    const stderr = "Error from server (Forbidden): no";
    const host = createFakeRunner().on(/ create /, { exitCode: 1, stderr });
    await expect(putObject(host, "kind: Secret")).rejects.toThrow("Forbidden");
    expect(host.lines).toHaveLength(1);
  });
});
