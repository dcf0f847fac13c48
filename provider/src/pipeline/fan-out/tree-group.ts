import type { SharedFile } from "../../tools/image-tree";
import type { Seed, SeedPlace } from "../../tools/seed";
import type { FanOutTools } from "./fan-out";

/** The hosts of a run that get one tree. What one of them has the others may get from it, also while it still gets the rest. */
export interface TreeGroup {
  /** A host takes part. `whenIdle` is called when nobody does any more. */
  join(place: SeedPlace, whenIdle: () => NodeJS.Timeout): Member;
  /** Bytes moved from this machine to one of them. */
  heard(): void;
  /** Ends what serves; it starts again when it is needed. Never rejects. */
  close(): Promise<void>;
}

/** A host of a group. */
export interface Member {
  /** The host has the files at these paths of the tree. */
  has(paths: Iterable<string>): void;
  /** Waits for a host that has some of these files; undefined when they are to come from this machine. */
  turn(files: readonly SharedFile[], signal: AbortSignal): Promise<Holder | undefined>;
  leave(): void;
}

/** A place at a host that has files which another one lacks. */
export interface Holder {
  readonly files: readonly SharedFile[];
  /** Starts what serves, where it does not run, and makes it serve the files. */
  seed(): Promise<Seed>;
  /** Gives the place back. Where nothing could be had the same host does not ask again, nor, after a second one, anybody. */
  release(wasOfUse: boolean): void;
}

/** Two at a time: one alone leaves gaps on the line while it hashes and writes, more make the tree of hosts flat. */
const PULLERS = 2;
/** So long nobody has to move before those who wait give up on the others. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 5_000;
const MOST_FAILURES = 2;

interface Place {
  readonly at: SeedPlace;
  readonly paths: Set<string>;
  readonly failedFor: Set<Place>;
  pullers: number;
  /** Whether it gets files at this moment, from this machine or from another host. */
  isFed: boolean;
  seed: Promise<Seed> | undefined;
}

/** Makes an empty {@link TreeGroup}. */
export function createTreeGroup({ clock, startSeed, delay }: FanOutTools): TreeGroup {
  const places: Place[] = [];
  const bell = createBell();
  let present = 0;
  let idle: NodeJS.Timeout | undefined;
  let lastNews = 0;

  const news = (): void => {
    lastNews = clock().getTime();
    bell.ring();
  };

  const holderAt = (place: Place, asker: Place, files: readonly SharedFile[]): Holder => {
    place.pullers += 1;
    asker.isFed = true;
    return {
      files,
      async seed() {
        const seed = await (place.seed ??= startSeed(place.at));
        await seed.offer(files);
        return seed;
      },
      release(wasOfUse) {
        place.pullers -= 1;
        asker.isFed = false;
        if (!wasOfUse) place.failedFor.add(asker);
        news();
      },
    };
  };

  const choose = (asker: Place, files: readonly SharedFile[]): Holder | "wait" | undefined => {
    const useful = places.filter(
      ({ failedFor }) => !failedFor.has(asker) && failedFor.size < MOST_FAILURES,
    );
    const offers = useful
      .filter((place) => place !== asker && place.pullers < PULLERS)
      .map((place) => ({ place, files: files.filter(({ path }) => place.paths.has(path)) }))
      .filter((offer) => offer.files.length > 0)
      .sort((a, b) => a.place.pullers - b.place.pullers || b.files.length - a.files.length);
    const [best] = offers;
    if (best !== undefined) return holderAt(best.place, asker, best.files);
    const isHopeless = clock().getTime() - lastNews > PATIENCE_MS;
    const others = useful.filter((place) => place !== asker);
    const mayCome = others.some(({ isFed, pullers }) => isFed || pullers > 0);
    if (mayCome && !isHopeless) return "wait";
    asker.isFed = true; // at once, so that of two who ask in the same moment one waits
    news();
    return undefined;
  };

  const turn = async (
    asker: Place,
    files: readonly SharedFile[],
    signal: AbortSignal,
  ): Promise<Holder | undefined> => {
    for (;;) {
      signal.throwIfAborted();
      const choice = choose(asker, files);
      if (choice !== "wait") return choice;
      const waited = new AbortController();
      const lookAgain = delay(LOOK_AGAIN_MS, AbortSignal.any([signal, waited.signal]));
      await Promise.race([bell.next(), lookAgain]);
      waited.abort();
    }
  };

  return {
    join(at, whenIdle) {
      const place: Place = {
        at,
        paths: new Set(),
        failedFor: new Set(),
        pullers: 0,
        isFed: false,
        seed: undefined,
      };
      places.push(place);
      present += 1;
      clearTimeout(idle);
      return {
        has(paths) {
          for (const path of paths) place.paths.add(path);
          news();
        },
        turn: (files, signal) => turn(place, files, signal),
        leave() {
          place.isFed = false;
          present -= 1;
          news();
          if (present === 0) idle = whenIdle();
        },
      };
    },
    heard: () => void (lastNews = clock().getTime()),
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
