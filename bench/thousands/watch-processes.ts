import { readdirSync, readFileSync } from "node:fs";

/** What processes used until the last look at them. */
export interface ProcessUse {
  /** Processor time of the process itself, in seconds. */
  readonly own: number;
  /** Processor time of the processes that it started, in seconds. */
  readonly children: number;
  /** The most memory that one of those held (VmHWM). */
  readonly peakBytes: number;
}

const EVERY_MS = 50;
const TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux that Node runs on

/** Looks at a process and its children from now on, by /proc. */
export function watchProcesses(pid: number): { stop(): ProcessUse } {
  let own = 0;
  const children = new Map<string, { readonly seconds: number; readonly peakBytes: number }>();
  const look = (): void => {
    own = secondsOf(String(pid)) ?? own;
    for (const child of childrenOf(pid)) {
      const seconds = secondsOf(child);
      const peakBytes = peakOf(child);
      if (seconds !== undefined && peakBytes !== undefined)
        children.set(child, { seconds, peakBytes });
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      const all = [...children.values()];
      return {
        own,
        children: all.reduce((sum, { seconds }) => sum + seconds, 0),
        peakBytes: Math.max(0, ...all.map(({ peakBytes }) => peakBytes)),
      };
    },
  };
}

function childrenOf(pid: number): readonly string[] {
  return (
    attempt(() =>
      readdirSync(`/proc/${pid}/task`).flatMap((task) =>
        (attempt(() => readFileSync(`/proc/${pid}/task/${task}/children`, "utf8")) ?? "")
          .split(" ")
          .filter(Boolean),
      ),
    ) ?? []
  );
}

function secondsOf(pid: string): number | undefined {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  const [user, system] =
    stat
      ?.slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 13) ?? [];
  return user === undefined ? undefined : (Number(user) + Number(system)) / TICKS_PER_SECOND;
}

/** The most memory that a living process held, in bytes. */
export function peakOf(pid: string): number | undefined {
  const status = attempt(() => readFileSync(`/proc/${pid}/status`, "utf8"));
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status ?? "")?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** A process may be gone between two looks. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
