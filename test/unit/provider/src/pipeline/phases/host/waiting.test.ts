import { awaitRegistry } from "../../../../../../../provider/src/pipeline/phases/host/await-registry";
import { bootstrapPostflight } from "../../../../../../../provider/src/pipeline/phases/host/bootstrap-postflight";
import { aLocator, aHostSpec, aMount } from "../../../../../../support/builders";
import { onHost } from "../contexts";

describe("waiting on a host", () => {
  const far = aHostSpec({
    roles: ["worker"],
    registry: { domain: null, port: null, address: "192.0.2.1" },
  });
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "queueMicrotask"] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it("await-registry asks from this host until the registry answers", async () => {
    const { context, machine } = onHost();
    machine.on("timeout 5 bash", { exitCode: 1 }, { exitCode: 124 }, {});
    const waiting = awaitRegistry.run(context, far);
    await jest.advanceTimersByTimeAsync(2_000);
    await waiting;
    expect(machine.calls).toHaveLength(3);
    expect(machine.calls[0]?.argv.slice(-2)).toEqual(["192.0.2.1", "5000"]);
  });

  it.each([
    [
      "await-registry",
      () => awaitRegistry,
      600,
      /registry at 192\.0\.2\.1:5000 does not answer .* 10 minutes\. Prepare the registry host first/,
    ],
    [
      "bootstrap-postflight",
      () => bootstrapPostflight,
      60,
      /does not answer `crictl info` within 60 s\. Read `journalctl/,
    ],
  ])("%s gives up after its limit, with a cure", async (_, phase, limitSeconds, message) => {
    const { context, machine } = onHost();
    machine.on("timeout 5 bash", { exitCode: 1 }).on("crictl", { exitCode: 1 });
    const outcome = expect(phase().run(context, far)).rejects.toThrow(message);
    await jest.advanceTimersByTimeAsync(limitSeconds * 1_000);
    await outcome;
  });

  it("await-registry does not wait for a registry whose host failed in this run", async () => {
    const { world, context, machine } = onHost({ name: "worker-1", address: "192.0.2.11" });
    machine.on("timeout 5 bash", { exitCode: 1 });
    const waiting = expect(awaitRegistry.run(context, far)).rejects.toThrow(
      /registry at 192\.0\.2\.1 does not answer, and its host was not prepared in this run: cp-1: check: no space/,
    );
    await jest.advanceTimersByTimeAsync(2_000);
    world.environment.failedHosts.add(aLocator(), "cp-1: check: no space");
    await jest.advanceTimersByTimeAsync(2_000);
    await waiting;
  });

  it("await-registry needs to know where the registry is", async () => {
    const { context } = onHost();
    await expect(awaitRegistry.run(context, aHostSpec())).rejects.toThrow(
      /registry\.address is not set and this host has no `registry` role/,
    );
  });

  it("await-registry asks the usual port where neither host nor image names one", async () => {
    const { context, machine } = onHost();
    await awaitRegistry.run(context, { ...far, images: [aMount({ env: {} })] });
    expect(machine.calls[0]?.argv.at(-1)).toBe("5000");
  });

  it("await-registry is no step of the registry host", () => {
    expect(awaitRegistry.plan(aHostSpec())).toBeUndefined();
    expect(awaitRegistry.plan(far)?.input).toEqual({ address: "192.0.2.1" });
  });
});
