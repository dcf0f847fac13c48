import { acquireLock } from "../../../../../../provider/src/tools/host-journal";
import { TransportError } from "../../../../../../provider/src/transports/errors";
import { createFakeRunner, type FakeRunner } from "../../../../../support/fake-runner";

const HELD = { exitCode: 45, stdout: "other\nrun 7 of anna\n1795592716\n1795592776\n1795592720\n" };

function request(): { ticks: (() => void)[]; stopped: () => boolean } & Parameters<
  typeof acquireLock
>[1] {
  const ticks: (() => void)[] = [];
  let isStopped = false;
  return {
    owner: "run 8",
    leaseSeconds: 60,
    id: "id-8",
    ticks,
    stopped: () => isStopped,
    every: (milliseconds, task) => {
      expect(milliseconds).toBe(20_000);
      ticks.push(task);
      return () => (isStopped = true);
    },
  };
}

const machine = (): FakeRunner =>
  createFakeRunner()
    .on(/acquire-lock/, {})
    .on(/renew-lock/, {})
    .on(/release-lock/, {});

describe("the lock of a host", () => {
  test("is taken for a lease, renewed by the timer, and given back", async () => {
    const runner = machine();
    const asked = request();
    const lock = await acquireLock(runner, asked);
    asked.ticks.forEach((tick) => tick());
    await lock.release();
    expect(asked.stopped()).toBe(true);
    expect(runner.calls.map(({ argv }) => argv.slice(3))).toEqual([
      ["acquire-lock", "/var/lib/sealos", "id-8", "run 8", "60", ""],
      ["renew-lock", "/var/lib/sealos", "id-8", "60"],
      ["release-lock", "/var/lib/sealos", "id-8"],
    ]);
  });

  test("of somebody else is refused with who, since when, until when, and the cure", async () => {
    const runner = createFakeRunner("cp-1").on(/acquire-lock/, HELD);
    await expect(acquireLock(runner, request())).rejects.toMatchObject({
      name: "HostLockedError",
      host: "cp-1",
      holder: { owner: "run 7 of anna" },
      message:
        "cp-1: run 7 of anna is changing this host since 2026-11-25T07:45:16.000Z; only one run at a time may. " +
        "Wait until it has ended and apply again. If it is gone, its lock expires by itself at 2026-11-25T07:46:16.000Z (the host's clock).",
    });
  });

  test("of a run that has ended for certain is taken over, and of no other", async () => {
    const runner = createFakeRunner("cp-1").on(/acquire-lock/, HELD, {});
    const lock = await acquireLock(runner, {
      ...request(),
      hasEnded: (owner) => owner === "run 7 of anna",
    });
    await lock.renew().catch(() => undefined);
    expect(runner.calls.map(({ argv }) => argv.slice(3)).slice(0, 2)).toEqual([
      ["acquire-lock", "/var/lib/sealos", "id-8", "run 8", "60", ""],
      ["acquire-lock", "/var/lib/sealos", "id-8", "run 8", "60", "other"],
    ]);
  });

  test("that was lost tells everybody who watches it", async () => {
    const runner = machine().on(/renew-lock/, HELD);
    const lock = await acquireLock(runner, request());
    await expect(lock.renew()).rejects.toThrow("run 7 of anna took it");
    expect(lock.lost.aborted).toBe(true);
  });

  test("is not lost because one renewal did not get through", async () => {
    const away = new TransportError("cp-1", "closed", "cp-1 is away", true);
    const runner = machine().on(/renew-lock/, { error: away }, {});
    const lock = await acquireLock(runner, request());
    await expect(lock.renew()).rejects.toBe(away);
    await lock.renew();
    expect(lock.lost.aborted).toBe(false);
  });

  test("can be released when the host is away", async () => {
    const away = new TransportError("cp-1", "closed", "cp-1 is away", true);
    const lock = await acquireLock(machine().on(/release-lock/, { error: away }), request());
    await expect(lock.release()).resolves.toBeUndefined();
  });
});
