import { withMembershipLock } from "../../../../../provider/src/pipeline/membership-lock";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import type { FakeMachine } from "../../../../support/fake-pipeline-machine";

const { signal } = new AbortController();

let world: FakePipeline;
let api: FakeMachine;
beforeEach(() => {
  jest.useFakeTimers({
    now: new Date("2026-01-01T00:00:00Z"),
    doNotFake: ["nextTick", "setImmediate", "queueMicrotask"],
  });
  world = createFakePipeline();
  api = world.addMachine("192.0.2.1", "cp-1");
  api.files.set("/etc/kubernetes/admin.conf", "");
});
afterEach(() => {
  jest.useRealTimers();
});

const seconds = (count: number): Promise<void> => jest.advanceTimersByTimeAsync(count * 1_000);
const change = (name: string, log: string[], lastsSeconds: number) => async (): Promise<void> => {
  log.push(`${name} begins`);
  await new Promise((resolve) => setTimeout(resolve, lastsSeconds * 1_000));
  log.push(`${name} ends`);
};
const heldBy = (holder: string, renewTime: string): void => {
  world.cluster.lease = {
    metadata: { name: "cdktf-sealos-membership", resourceVersion: "7" },
    spec: { holderIdentity: holder, leaseDurationSeconds: 90, renewTime } as never,
  };
};

describe("the membership lock", () => {
  it("runs one change at a time, whichever run it belongs to", async () => {
    const log: string[] = [];
    const both = Promise.all([
      withMembershipLock(api, "run 1", signal, change("first", log, 30)),
      withMembershipLock(api, "run 2", signal, change("second", log, 5)),
    ]);
    await seconds(60);
    await both;
    expect(log).toEqual(["first begins", "first ends", "second begins", "second ends"]);
    expect(world.cluster.holders).toEqual(["run 1", "run 1", "", "run 2", ""]);
  });

  it("is renewed every 30 s, so that no change is too long for it", async () => {
    const log: string[] = [];
    const long = withMembershipLock(api, "run 1", signal, change("long", log, 200));
    const other = withMembershipLock(api, "run 2", signal, change("other", log, 1));
    await seconds(199);
    expect(log).toEqual(["long begins"]);
    await seconds(10);
    await Promise.all([long, other]);
    expect(log).toEqual(["long begins", "long ends", "other begins", "other ends"]);
  });

  it("is given back after a failed change", async () => {
    const fails = () => Promise.reject(new Error("kubeadm join failed"));
    await expect(withMembershipLock(api, "run 1", signal, fails)).rejects.toThrow("kubeadm join");
    expect(world.cluster.holders).toEqual(["run 1", ""]);
  });

  it("passes on from a holder that died, once its lease has run out", async () => {
    heldBy("run of a dead laptop", "2025-12-31T23:59:00.000000Z");
    const log: string[] = [];
    const waiting = withMembershipLock(api, "run 1", signal, change("mine", log, 0));
    await seconds(29);
    expect(log).toEqual([]);
    await seconds(5);
    await waiting;
    expect(log).toEqual(["mine begins", "mine ends"]);
  });

  it("waits 15 minutes at most, and then says for whom", async () => {
    heldBy("anna@laptop", "2026-01-01T01:00:00.000000Z");
    const waiting = withMembershipLock(api, "run 1", signal, () => Promise.resolve());
    const outcome = expect(waiting).rejects.toThrow(
      /^another run \(anna@laptop\) is changing the control planes .*let its lease run out \(90 s/,
    );
    await seconds(15 * 60);
    await outcome;
  });

  it("is not taken by the slower of two that ask at once", async () => {
    const faster = JSON.stringify({
      metadata: { name: "cdktf-sealos-membership", resourceVersion: "8" },
      spec: { holderIdentity: "" },
    });
    api.on(
      / create --filename/,
      { exitCode: 1, stderr: "Error from server (AlreadyExists)" },
      {
        stdout: faster,
      },
    );
    const waiting = withMembershipLock(api, "run 1", signal, () => Promise.resolve("done"));
    await seconds(3);
    expect(await waiting).toBe("done");
    expect(api.lines.filter((line) => line.includes(" create "))).toHaveLength(2);
  });

  it("does not fail a change that is done because it cannot be given back", async () => {
    api.on(/ replace --filename/, { exitCode: 1, stderr: "Error from server (Forbidden)" });
    const changing = withMembershipLock(api, "run 1", signal, () => Promise.resolve("done"));
    await expect(changing).resolves.toBe("done");
  });

  it("ends its wait when the run is aborted", async () => {
    heldBy("anna@laptop", "2026-01-01T01:00:00.000000Z");
    const abort = new AbortController();
    const waiting = withMembershipLock(api, "run 1", abort.signal, () => Promise.resolve());
    const outcome = expect(waiting).rejects.toThrow("another run (anna@laptop)");
    await seconds(1);
    abort.abort();
    await seconds(1);
    await outcome;
  });
});
