import { patientApi } from "../../../../../../provider/src/tools/kubectl";
import { CommandError } from "../../../../../../provider/src/transports/errors";
import type { Argv, CommandResult, Runner } from "../../../../../../provider/src/transports/runner";

const CHANGED = "Error from server: etcdserver: leader changed\n";

/** A control plane that fails with each of these, then answers; and how often it was asked. */
function controlPlane(...failures: readonly string[]) {
  let asked = 0;
  const ask = async (argv: Argv): Promise<CommandResult> => {
    const failure = failures[asked];
    asked += 1;
    if (failure !== undefined) throw new CommandError("cp-1", argv, 1, "", failure);
    return Promise.resolve({ exitCode: 0, stdout: "done", stderr: "" });
  };
  const start = (): never => {
    throw new Error("nothing is streamed");
  };
  const runner: Runner = { host: "cp-1", exec: ask, query: ask, start };
  return { api: patientApi(runner, () => Promise.resolve()), asked: () => asked };
}

describe("a patient control plane", () => {
  it("asks again while etcd elects a leader, and gives the answer", async () => {
    const { api, asked } = controlPlane(CHANGED, "Error from server: etcdserver: no leader\n");
    expect((await api.query(["kubectl", "get", "nodes"])).stdout).toBe("done");
    expect(asked()).toBe(3);
  });

  it("changes again, too", async () => {
    const { api } = controlPlane(CHANGED);
    expect((await api.exec(["kubectl", "apply", "--filename=-"], { stdin: "{}" })).stdout).toBe(
      "done",
    );
  });

  it.each([
    ["another failure of kubectl", ["kubectl", "get", "nodes"], "nodes is forbidden\n"],
    ["another program", ["kubeadm", "token", "create"], CHANGED],
  ] as const)("asks once after %s", async (_, argv, failure) => {
    const { api, asked } = controlPlane(failure);
    await expect(api.exec(argv)).rejects.toThrow(failure.trim());
    expect(asked()).toBe(1);
  });

  it("gives an election up that does not end", async () => {
    const { api, asked } = controlPlane(...Array.from({ length: 99 }, () => CHANGED));
    await expect(api.query(["kubectl", "get", "nodes"])).rejects.toThrow("leader changed");
    expect(asked()).toBe(10);
  });
});
