import { apiServerHost } from "../../../../../../../provider/src/pipeline/phases/node/api-server-host";
import { lvscare } from "../../../../../../../provider/src/pipeline/phases/node/lvscare";
import { aNodeSpec } from "../../../../../../support/builders";
import { onNode } from "../contexts";

const NAME = "apiserver.cluster.local";
const MANIFEST = "/etc/kubernetes/manifests/kube-sealos-lvscare.yaml";

/** A node's workplace in a cluster of that endpoint mode. */
function within(mode: "hosts" | "lvscare" | "external", vip: string | null = null) {
  const place = onNode();
  const endpoint = { ...place.context.cluster.endpoint, mode, vip };
  return {
    ...place,
    context: { ...place.context, cluster: { ...place.context.cluster, endpoint } },
  };
}

describe("before a node joins, the name of the API", () => {
  it.each([
    ["hosts", null, "192.0.2.1"],
    ["lvscare", "10.103.97.2", "192.0.2.1"],
    ["external", "192.0.2.100", "192.0.2.100"],
  ] as const)("stands with %s for an address that answers by then", async (mode, vip, address) => {
    const { context, machine } = within(mode, vip);
    await apiServerHost.run(context, aNodeSpec());
    expect(machine.files.get("/etc/hosts")).toBe(`${address} ${NAME} # sealos\n`);
  });

  it("stands for the host itself where that serves the API already", async () => {
    const { context, machine, world } = within("hosts");
    const own = {
      ...world.cluster.nodes.get("cp-1")!,
      name: "cp-2",
      machineId: machine.facts.machineId,
    };
    world.cluster.nodes.set("cp-2", own);
    await apiServerHost.run(context, aNodeSpec({ name: "cp-2", role: "control-plane" }));
    expect(machine.files.get("/etc/hosts")).toBe(`192.0.2.11 ${NAME} # sealos\n`);
  });

  it("is forgotten when the node leaves", async () => {
    const { context, machine } = within("hosts");
    await apiServerHost.run(context, aNodeSpec());
    await apiServerHost.undo?.(context, aNodeSpec(), undefined);
    expect(machine.files.get("/etc/hosts")).toBe("");
  });
});

describe("after a node has joined, the name of the API", () => {
  it("stands for a control plane itself", async () => {
    const { context, machine } = within("lvscare", "10.103.97.2");
    await lvscare.run(context, aNodeSpec({ role: "control-plane" }));
    expect(machine.files.get("/etc/hosts")).toBe(`192.0.2.11 ${NAME} # sealos\n`);
    expect(machine.files.has(MANIFEST)).toBe(false);
  });

  it("stands for the virtual address on a worker with lvscare, which is started first", async () => {
    const { context, machine } = within("lvscare", "10.103.97.2");
    await lvscare.run(context, aNodeSpec());
    expect(machine.files.get("/etc/hosts")).toBe(
      `192.0.2.11 lvscare.node.ip # sealos\n10.103.97.2 ${NAME} # sealos\n`,
    );
    expect(machine.files.get(MANIFEST)).toContain("192.0.2.1:6443");
    await lvscare.undo?.(context, aNodeSpec(), undefined);
    expect(machine.files.get("/etc/hosts")).not.toContain("lvscare.node.ip");
  });

  it.each([["hosts"], ["external"]] as const)("stays on a worker with %s", async (mode) => {
    const { context, machine } = within(mode, "192.0.2.100");
    await lvscare.run(context, aNodeSpec());
    expect(machine.lines).toEqual([]);
  });

  it("does not move to a virtual address that does not answer", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
    const { context, machine } = within("lvscare", "10.103.97.2");
    machine.on("curl", { exitCode: 7 });
    const outcome = expect(lvscare.run(context, aNodeSpec())).rejects.toThrow(
      /does not answer at the virtual address 10\.103\.97\.2:6443 within 2 minutes\. Look at the pod/,
    );
    await jest.advanceTimersByTimeAsync(120_000);
    await outcome;
    jest.useRealTimers();
    expect(machine.files.get("/etc/hosts")).not.toContain(NAME);
  });
});
