import type { Delay } from "../../../../../provider/sdk/protocol/delay";
import {
  spawnedProcess,
  standingProcess,
  type PluginProcess,
} from "../../../../../provider/sdk/protocol/plugin-process";
import { ProviderSession } from "../../../../../provider/sdk/protocol/provider-session";

/** Time that passes when a test says so. */
class VirtualTime {
  #now = 0;
  #timers: { readonly at: number; readonly fire: () => void }[] = [];

  readonly delay: Delay = (milliseconds) => {
    let fire = (): void => undefined;
    const done = new Promise<void>((resolve) => (fire = resolve));
    const timer = { at: this.#now + milliseconds, fire };
    this.#timers.push(timer);
    return { done, cancel: () => (this.#timers = this.#timers.filter((each) => each !== timer)) };
  };

  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await settle();
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = next.at;
      next.fire();
    }
    this.#now = end;
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp(create: typeof spawnedProcess): {
  readonly life: PluginProcess;
  readonly time: VirtualTime;
  readonly exits: number[];
} {
  const time = new VirtualTime();
  const exits: number[] = [];
  return { life: create((code) => exits.push(code), time.delay), time, exits };
}

/** A session with one call that ends only when it is told to. */
function busySession(life: PluginProcess): { session: ProviderSession; finish: () => void } {
  let finish = (): void => undefined;
  const work = new Promise<Uint8Array>((resolve) => (finish = () => resolve(new Uint8Array(0))));
  const session: ProviderSession = new ProviderSession({
    createService: () => ({ findMethod: () => () => work, stop: () => undefined }),
    exitSoon: () => life.exitSoon(),
    closed: () => life.closed(session),
  });
  const method = session.findMethod("/tfplugin6.Provider/ApplyResourceChange");
  if (typeof method !== "function") throw new Error("no method");
  void method(Buffer.alloc(0), { signal: new AbortController().signal });
  life.opened(session);
  return { session, finish };
}

const MINUTE = 60_000;

describe("a process started by Terraform", () => {
  it("ends when nobody connects within a minute", async () => {
    const { time, exits } = setUp(spawnedProcess);
    await time.pass(MINUTE - 1);
    expect(exits).toEqual([]);
    await time.pass(1);
    expect(exits).toEqual([1]);
  });

  it("waits for ever once somebody is connected", async () => {
    const { life, time, exits } = setUp(spawnedProcess);
    busySession(life);
    await time.pass(1000 * MINUTE);
    expect(exits).toEqual([]);
  });

  it("ends after the work of a lost connection is done", async () => {
    const { life, time, exits } = setUp(spawnedProcess);
    const { session, finish } = busySession(life);
    session.closed();
    await time.pass(MINUTE);
    expect(exits).toEqual([]);
    finish();
    await time.pass(1_000);
    expect(exits).toEqual([0]);
  });

  it("does not wait longer than five minutes for work that nobody will hear of", async () => {
    const { life, time, exits } = setUp(spawnedProcess);
    busySession(life).session.closed();
    await time.pass(5 * MINUTE + 1_000);
    expect(exits).toEqual([0]);
  });

  it("ends at once when Terraform hangs up after a shutdown", () => {
    const { life, exits } = setUp(spawnedProcess);
    const { session } = busySession(life);
    life.exitSoon();
    session.closed();
    expect(exits).toEqual([0]);
  });

  it("has 1.5 seconds after a crash to hand back what it knows", async () => {
    const { life, time, exits } = setUp(spawnedProcess);
    busySession(life);
    life.crashed();
    await time.pass(1_400);
    expect(exits).toEqual([]);
    await time.pass(1_000);
    expect(exits).toEqual([2]);
  });
});

describe("a process started by hand", () => {
  it("stays without connections", async () => {
    const { life, time, exits } = setUp(standingProcess);
    const { session, finish } = busySession(life);
    session.closed();
    finish();
    await time.pass(1000 * MINUTE);
    expect(exits).toEqual([]);
  });

  it("ends on a signal, after the work is stopped", async () => {
    const { life, time, exits } = setUp(standingProcess);
    const { finish } = busySession(life);
    life.signalled("SIGINT");
    await time.pass(1_000);
    expect(exits).toEqual([]);
    finish();
    await time.pass(1_000);
    expect(exits).toEqual([0]);
  });

  it("ends after a crash as well", async () => {
    const { life, time, exits } = setUp(standingProcess);
    busySession(life);
    life.crashed();
    await time.pass(2_000);
    expect(exits).toEqual([2]);
  });
});
