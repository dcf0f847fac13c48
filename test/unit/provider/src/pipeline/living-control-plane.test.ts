import {
  livingControlPlane,
  returningControlPlane,
  withControlPlane,
} from "../../../../../provider/src/pipeline/living-control-plane";
import { controlPlanes } from "../../../../support/builders";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import type { FakeMachine } from "../../../../support/fake-pipeline-machine";

const { signal } = new AbortController();
const all = controlPlanes(3);
const locators = all.map(({ locator }) => locator);

let world: FakePipeline;
let machines: readonly FakeMachine[];
beforeEach(() => {
  world = createFakePipeline();
  machines = all.map(({ node, locator }) => world.addMachine(locator.address, node));
  machines.forEach(({ files }) => files.set("/etc/kubernetes/admin.conf", ""));
});

const die = (index: number): void => void (machines[index]!.isAway = true);
const loseApi = (index: number): void =>
  void machines[index]!.files.delete("/etc/kubernetes/admin.conf");

describe("a living control plane", () => {
  it("is the first in the given order", async () => {
    expect((await livingControlPlane(world.environment, locators, signal)).host).toBe("cp-1");
  });

  it("is one that can be reached and whose API answers", async () => {
    die(0);
    loseApi(1);
    expect((await livingControlPlane(world.environment, locators, signal)).host).toBe("cp-3");
  });

  it("cannot be had when none lives; the error says of each why", async () => {
    die(0);
    loseApi(1);
    die(2);
    await expect(livingControlPlane(world.environment, locators, signal)).rejects.toThrow(
      /no control plane answers[^]*192\.0\.2\.1 cannot be reached[^]*cp-2[^]*refused[^]*192\.0\.2\.3 cannot[^]*Bring one of them back; .*restore etcd/,
    );
  });

  it("is not sought any more once the run is aborted", async () => {
    die(0);
    const aborted = AbortSignal.abort(new Error("stopped"));
    await expect(livingControlPlane(world.environment, locators, aborted)).rejects.toThrow(
      "stopped",
    );
    expect(machines[1]!.calls).toEqual([]);
  });
});

describe("a control plane that may return", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it("is waited for while its machine answers", async () => {
    [0, 1, 2].forEach(loseApi);
    const found = returningControlPlane(world.environment, locators, signal);
    await jest.advanceTimersByTimeAsync(30_000);
    machines[1]!.files.set("/etc/kubernetes/admin.conf", "");
    await jest.advanceTimersByTimeAsync(10_000);
    expect((await found).host).toBe("cp-2");
  });

  it("is given up after a minute", async () => {
    [0, 1, 2].forEach(loseApi);
    const found = returningControlPlane(world.environment, locators, signal);
    const judged = expect(found).rejects.toThrow("no control plane answers");
    await jest.advanceTimersByTimeAsync(61_000);
    await judged;
  });

  it("is given up at once when no machine answers either", async () => {
    [0, 1, 2].forEach(die);
    const found = returningControlPlane(world.environment, locators, signal);
    await expect(found).rejects.toThrow("no control plane answers");
  });
});

describe("a call by a living control plane", () => {
  const callOn = async (log: string[], beforeFailure: (host: string) => void): Promise<string> =>
    withControlPlane(world.environment, locators, signal, ({ host }) => {
      log.push(host);
      beforeFailure(host);
      return host === "cp-3" ? Promise.resolve(host) : Promise.reject(new Error("lost"));
    });

  it("is made again by another one when the first is gone by then", async () => {
    const log: string[] = [];
    const dies = (host: string): void => loseApi(host === "cp-1" ? 0 : 1);
    expect(await callOn(log, dies)).toBe("cp-3");
    expect(log).toEqual(["cp-1", "cp-2", "cp-3"]);
  });

  it("is not made again when the control plane still lives", async () => {
    const log: string[] = [];
    await expect(callOn(log, () => undefined)).rejects.toThrow("lost");
    expect(log).toEqual(["cp-1"]);
  });

  it("is not made again once the run is aborted", async () => {
    const abort = new AbortController();
    const call = withControlPlane(world.environment, locators, abort.signal, () => {
      loseApi(0);
      abort.abort(new Error("stopped"));
      return Promise.reject(new Error("lost"));
    });
    await expect(call).rejects.toThrow("stopped");
  });
});
