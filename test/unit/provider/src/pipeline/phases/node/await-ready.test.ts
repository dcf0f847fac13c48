import { awaitReady } from "../../../../../../../provider/src/pipeline/phases/node/await-ready";
import { aNodeSpec } from "../../../../../../support/builders";
import { onNode } from "../contexts";

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe("await-ready", () => {
  it("ends when the cluster calls the node Ready", async () => {
    const { context, world } = onNode();
    world.cluster.nodes.get("cp-1")!.ready = false;
    const waiting = awaitReady.run(context, aNodeSpec({ name: "cp-1" }));
    await jest.advanceTimersByTimeAsync(10_000);
    world.cluster.nodes.get("cp-1")!.ready = true;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await waiting).toBeUndefined();
  });

  it("gives up after 5 minutes with the kubelet's own reason and where to look", async () => {
    const { context, world } = onNode();
    world.cluster.nodes.get("cp-1")!.ready = false;
    const outcome = expect(awaitReady.run(context, aNodeSpec({ name: "cp-1" }))).rejects.toThrow(
      /not Ready within 5 minutes: cp-1 is not ready: no network\. .*pod network.*journalctl -u kubelet/,
    );
    await jest.advanceTimersByTimeAsync(300_000);
    await outcome;
  });

  it("ends with the run", async () => {
    const abort = new AbortController();
    const { context, world } = onNode({ signal: abort.signal });
    world.cluster.nodes.get("cp-1")!.ready = false;
    const outcome = expect(awaitReady.run(context, aNodeSpec({ name: "cp-1" }))).rejects.toThrow(
      "stopped",
    );
    await jest.advanceTimersByTimeAsync(1_000);
    abort.abort(new Error("stopped"));
    await jest.advanceTimersByTimeAsync(1_000);
    await outcome;
  });
});
