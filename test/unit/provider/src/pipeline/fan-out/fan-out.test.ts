import { createFanOut, type FanOut } from "../../../../../../provider/src/pipeline/fan-out";
import type { FanOutTools } from "../../../../../../provider/src/pipeline/fan-out/fan-out";
import type { ImagesTransfer, SharedFile } from "../../../../../../provider/src/tools/image-tree";
import type { Seed } from "../../../../../../provider/src/tools/seed";
import type { Runner } from "../../../../../../provider/src/transports/runner";
import { createFakeRunner } from "../../../../../support/fake-runner";

const FILES: readonly SharedFile[] = ["a", "b"].map((path) => ({
  path,
  digest: path.repeat(64),
  mode: 0o644,
}));

/** What a stream to a host tells. */
interface Stream {
  progress(): void;
  arrived(path: string): void;
}

interface World {
  readonly fanOut: FanOut;
  /** Who got what from whom, in order: `cp-2 < cp-1: a b`; from this machine: `cp-1 < here: a b`. */
  readonly moves: string[];
  readonly stopped: string[];
  readonly mostPullers: () => number;
  /** Sends the tree to a host of that name. */
  send(name: string, signal?: AbortSignal): Promise<unknown>;
  /** Moves the clock. */
  pass(milliseconds: number): void;
  /** What a pull by a host from a seed brings; default: everything. */
  brings: (to: string, from: string) => readonly string[] | Error;
  /** What happens while this machine sends to a host; default: nothing. */
  whileSending: (to: string, stream: Stream) => Promise<void>;
  /** Names of hosts where no seed starts. */
  readonly barren: Set<string>;
}

function aWorld(): World {
  const pulling = new Map<string, number>();
  let [now, most] = [0, 0];
  const waits = new Set<() => void>();
  const tools: FanOutTools = {
    clock: () => new Date(now),
    delay: (_milliseconds, signal) =>
      new Promise((resolve) => {
        waits.add(resolve);
        signal?.addEventListener("abort", () => resolve());
      }),
    async send(transfer) {
      const came = await transfer.others!.bring(() => Promise.resolve(FILES), "/in");
      const left = FILES.map(({ path }) => path).filter((path) => !came.has(path));
      if (left.length > 0) {
        const progress = { bytes: 0, total: 1, held: 0, pulled: 0 };
        await world.whileSending(transfer.to.host, {
          progress: () => transfer.onProgress?.(progress),
          arrived: (path) => transfer.others!.arrived([path]),
        });
        transfer.others!.arrived(left);
        world.moves.push(`${transfer.to.host} < here: ${left.join(" ")}`);
      }
      return { sentBytes: left.length, heldBytes: 0, pulledBytes: came.size };
    },
    startSeed: ({ host }) =>
      world.barren.has(host.host)
        ? Promise.reject(new Error("no openssl"))
        : Promise.resolve(aSeed(host.host, world.stopped)),
    async pull(to, { url }, files) {
      pulling.set(url, (pulling.get(url) ?? 0) + 1);
      most = Math.max(most, pulling.get(url) ?? 0);
      await Promise.resolve();
      pulling.set(url, (pulling.get(url) ?? 0) - 1);
      const brought = world.brings(to.host, url);
      if (brought instanceof Error) throw brought;
      const came = files.map(({ path }) => path).filter((path) => brought.includes(path));
      world.moves.push(`${to.host} < ${url}: ${came.join(" ")}`);
      return new Set(came);
    },
  };
  const fanOut = createFanOut(tools);
  const world: World = {
    fanOut,
    moves: [],
    stopped: [],
    mostPullers: () => most,
    send: (name, signal) =>
      fanOut.send({
        tree: "t",
        address: name,
        transfer: aTransfer(createFakeRunner(name), signal),
      }),
    pass(milliseconds) {
      now += milliseconds;
      waits.forEach((look) => look());
      waits.clear();
    },
    brings: () => ["a", "b"],
    whileSending: () => Promise.resolve(),
    barren: new Set(),
  };
  return world;
}

function aTransfer(to: Runner, signal?: AbortSignal): ImagesTransfer {
  return {
    from: createFakeRunner("builder"),
    to,
    trees: [],
    target: "/t",
    environment: {},
    ...(signal && { signal }),
  };
}

function aSeed(url: string, stopped: string[]): Seed {
  return {
    url,
    user: "",
    password: "",
    certificate: "",
    offer: () => Promise.resolve(),
    stop: () => Promise.resolve(void stopped.push(url)),
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a tree for many hosts", () => {
  test("leaves this machine once, and no host serves more than two at a time", async () => {
    const world = aWorld();
    const names = Array.from({ length: 16 }, (_, index) => `h${index}`);
    await Promise.all(names.map((name) => world.send(name)));
    expect(world.moves.filter((move) => move.includes("< here"))).toEqual(["h0 < here: a b"]);
    expect(world.moves).toHaveLength(16);
    expect(world.mostPullers()).toBe(2);
  });

  test("is handed on while the rest of it is still on its way", async () => {
    const world = aWorld();
    let [finish, arrive] = [(): void => undefined, (): void => undefined];
    world.whileSending = (_to, stream) => {
      arrive = () => stream.arrived("a");
      return new Promise<void>((resolve) => (finish = resolve));
    };
    const both = [world.send("h0"), world.send("h1")];
    await settled();
    expect(world.moves).toEqual([]);
    arrive();
    await settled();
    expect(world.moves).toEqual(["h1 < h0: a"]);
    finish();
    await Promise.all(both);
    expect(world.moves).toEqual(["h1 < h0: a", "h0 < here: a b", "h1 < h0: b"]);
  });

  test("starts nothing on a host that is alone", async () => {
    const world = aWorld();
    await world.send("cp-1");
    await world.fanOut.close();
    expect(world.stopped).toEqual([]);
  });

  test("ends every seed when the run is over, also where a transfer failed", async () => {
    const world = aWorld();
    await world.send("h0");
    await world.send("h1");
    world.brings = () => [];
    world.whileSending = () => Promise.reject(new Error("disk full"));
    await expect(world.send("h2")).rejects.toThrow("disk full");
    await world.fanOut.close();
    expect(world.stopped.sort()).toEqual(["h0", "h1"]);
  });

  test("gets from the next seed what the first could not give, and from here what none could", async () => {
    const world = aWorld();
    await world.send("h0");
    await world.send("h1");
    world.moves.length = 0;
    world.brings = (_to, from) => (from === "h0" ? ["a"] : []);
    await world.send("h2");
    expect(world.moves.slice(0, -1)).toContain("h2 < h0: a");
    expect(world.moves.slice(0, -1)).toContain("h2 < h1: ");
    expect(world.moves.at(-1)).toBe("h2 < here: b");
  });

  test("comes from here where the hosts cannot reach each other or serve nothing", async () => {
    const world = aWorld();
    world.brings = () => new Error("no route to host");
    world.barren.add("h1");
    for (const name of ["h0", "h1", "h2", "h3", "h4"]) await world.send(name);
    expect(world.moves.every((move) => move.includes("< here: a b"))).toBe(true);
    expect(world.moves).toHaveLength(5);
  });

  test("goes on when the first host fails: the next one is sent it", async () => {
    const world = aWorld();
    world.whileSending = (to) =>
      to === "h0" ? settled().then(() => Promise.reject(new Error("lost"))) : Promise.resolve();
    const outcomes = await Promise.allSettled(["h0", "h1", "h2"].map((name) => world.send(name)));
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
    expect(world.moves[0]).toBe("h1 < here: a b");
    expect(world.moves[1]).toBe("h2 < h1: a b");
  });

  test("does not wait for a first host where nothing moves any more", async () => {
    const world = aWorld();
    let finish = (): void => undefined;
    world.whileSending = (to) =>
      to === "h0" ? new Promise<void>((resolve) => (finish = resolve)) : Promise.resolve();
    const first = world.send("h0");
    const second = world.send("h1");
    await settled();
    world.pass(30_000);
    await settled();
    expect(world.moves).toEqual([]);
    world.pass(40_000);
    await second;
    expect(world.moves).toEqual(["h1 < here: a b"]);
    finish();
    await first;
  });

  test("waits for a first host that is slow but moves", async () => {
    const world = aWorld();
    let [finish, tick] = [(): void => undefined, (): void => undefined];
    world.whileSending = (to, stream) => {
      tick = () => stream.progress();
      return to === "h0" ? new Promise<void>((resolve) => (finish = resolve)) : Promise.resolve();
    };
    const both = [world.send("h0"), world.send("h1")];
    for (let step = 0; step < 5; step += 1) {
      await settled();
      tick();
      world.pass(40_000);
    }
    finish();
    await Promise.all(both);
    expect(world.moves).toEqual(["h0 < here: a b", "h1 < h0: a b"]);
  });

  test("a host that is cancelled while it waits stops waiting", async () => {
    const world = aWorld();
    let finish = (): void => undefined;
    world.whileSending = () => new Promise<void>((resolve) => (finish = resolve));
    const first = world.send("h0");
    const cancel = new AbortController();
    const second = world.send("h1", cancel.signal);
    await settled();
    cancel.abort();
    await expect(second).rejects.toThrow(/abort/i);
    finish();
    await first;
  });
});
