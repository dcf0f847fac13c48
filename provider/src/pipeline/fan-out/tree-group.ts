import type { SharedFile } from "../../tools/image-tree";
import type { Seed, SeedPlace } from "../../tools/seed";
import type { Runner } from "../../transports/runner";
import type { FanOutTools } from "./fan-out";

/** A host that has the whole tree, and what it serves it with once somebody asks. */
export interface Holder {
  /** Starts what serves, where it does not run, and makes it serve these files. */
  seed(files: readonly SharedFile[]): Promise<Seed>;
  /** Gives the place back. Where nothing could be had the same host does not ask again, nor, after a second one, anybody. */
  release(wasOfUse: boolean): void;
}

/** The hosts of a run that get one tree. */
export interface TreeGroup {
  /** Notes that a host takes part; the answer notes that it does no more. `whenIdle` is called when nobody is left. */
  enter(whenIdle: () => NodeJS.Timeout): (host: Runner) => void;
  /** A host has the whole tree. */
  add(place: SeedPlace): void;
  /** Bytes moved from here to one of them. */
  heard(): void;
  /** Waits for a host to get the tree from; undefined when this one is to get it from here. */
  turnOf(host: Runner, signal: AbortSignal): Promise<Holder | undefined>;
  /** Ends what serves; it starts again when it is needed. Never rejects. */
  close(): Promise<void>;
}

/** Two at a time: one alone leaves gaps on the line while it hashes and writes, more make the tree of hosts flat. */
const PULLERS = 2;
/** So long nobody has to move before those who wait give up on the others. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 5_000;
const MOST_FAILURES = 2;

interface Place {
  readonly at: SeedPlace;
  pullers: number;
  readonly failedFor: Set<Runner>;
  seed: Promise<Seed> | undefined;
}

/** Makes an empty {@link TreeGroup}. */
export function createTreeGroup({ clock, startSeed, delay }: FanOutTools): TreeGroup {
  const places: Place[] = [];
  const leaders = new Set<Runner>();
  const wake = createBell();
  let present = 0;
  let idle: NodeJS.Timeout | undefined;
  let lastNews = 0;

  const news = (): void => {
    lastNews = clock().getTime();
    wake.ring();
  };

  const lead = (host: Runner): void => {
    leaders.add(host);
    news();
  };

  const holderAt = (place: Place, host: Runner): Holder => {
    place.pullers += 1;
    return {
      async seed(files) {
        const started = (place.seed ??= startSeed(place.at));
        const seed = await started;
        await seed.offer(files);
        return seed;
      },
      release(wasOfUse) {
        place.pullers -= 1;
        if (!wasOfUse) place.failedFor.add(host);
        news();
      },
    };
  };

  const choose = (host: Runner): Holder | "wait" | undefined => {
    const useful = places.filter(
      ({ failedFor }) => !failedFor.has(host) && failedFor.size < MOST_FAILURES,
    );
    const [place] = useful.sort((a, b) => a.pullers - b.pullers);
    if (place !== undefined && place.pullers < PULLERS) return holderAt(place, host);
    const isHopeless = clock().getTime() - lastNews > PATIENCE_MS;
    return isHopeless || (useful.length === 0 && leaders.size === 0) ? undefined : "wait";
  };

  return {
    enter(whenIdle) {
      present += 1;
      clearTimeout(idle);
      return (host) => {
        present -= 1;
        leaders.delete(host);
        news();
        if (present === 0) idle = whenIdle();
      };
    },
    add: (at) => void places.push({ at, pullers: 0, failedFor: new Set(), seed: undefined }),
    heard: () => void (lastNews = clock().getTime()),
    async turnOf(host, signal) {
      for (;;) {
        signal.throwIfAborted();
        const choice = choose(host);
        if (choice !== "wait") {
          if (choice === undefined) lead(host);
          return choice;
        }
        const waited = new AbortController();
        const lookAgain = delay(LOOK_AGAIN_MS, AbortSignal.any([signal, waited.signal]));
        await Promise.race([wake.next(), lookAgain]);
        waited.abort();
      }
    },
    async close() {
      const running = places.map(({ seed }) => seed);
      places.forEach((place) => (place.seed = undefined));
      await Promise.all(running.map(async (seed) => (await seed?.catch(() => undefined))?.stop()));
    },
  };
}

/** Wakes everybody who waits, each time it rings. */
function createBell(): { readonly next: () => Promise<void>; readonly ring: () => void } {
  let ring = (): void => undefined;
  let next = new Promise<void>((resolve) => (ring = resolve));
  return {
    next: () => next,
    ring() {
      ring();
      next = new Promise<void>((resolve) => (ring = resolve));
    },
  };
}
