import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What V8 writes with `--cpu-prof`: samples name the innermost node of a tree of calls. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** A function, called from the one above it: milliseconds in it and in what it called. */
export interface Frame {
  readonly name: string;
  readonly owner: "ours" | "node" | "engine";
  readonly milliseconds: number;
  /** Largest first. */
  readonly calls: readonly Frame[];
}

/** All profiles of a folder. */
export function readProfiles(folder: string): readonly CpuProfile[] {
  return readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as CpuProfile,
  );
}

/** Adds profiles up, call by call, without the time in which nothing was done. */
export function addUp(profiles: readonly CpuProfile[]): Frame {
  const root = emptySum("all", "engine");
  for (const profile of profiles) {
    const paths = pathsOf(profile);
    profile.samples.forEach((id, at) => {
      const path = paths.get(id) ?? [];
      if (path.at(-1)?.functionName === "(idle)") return;
      addTo(root, path, (profile.timeDeltas[at] ?? 0) / 1000);
    });
  }
  return toFrame(root);
}

type CallFrame = CpuProfile["nodes"][number]["callFrame"];

/** The calls that lead to each node, outermost first, without V8's own root. */
function pathsOf({ nodes }: CpuProfile): ReadonlyMap<number, readonly CallFrame[]> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const paths = new Map<number, readonly CallFrame[]>();
  const walk = (id: number, path: readonly CallFrame[]): void => {
    paths.set(id, path);
    for (const child of byId.get(id)?.children ?? []) {
      walk(child, [...path, byId.get(child)!.callFrame]);
    }
  };
  if (nodes[0] !== undefined) walk(nodes[0].id, []);
  return paths;
}

interface Sum {
  readonly name: string;
  readonly owner: Frame["owner"];
  milliseconds: number;
  readonly calls: Map<string, Sum>;
}

function emptySum(name: string, owner: Frame["owner"]): Sum {
  return { name, owner, milliseconds: 0, calls: new Map() };
}

function addTo(root: Sum, path: readonly CallFrame[], milliseconds: number): void {
  let sum = root;
  sum.milliseconds += milliseconds;
  for (const { functionName, url } of path) {
    const key = `${functionName} ${url}`;
    let called = sum.calls.get(key);
    if (called === undefined) {
      called = emptySum(functionName || "(anonymous)", ownerOf(url));
      sum.calls.set(key, called);
    }
    called.milliseconds += milliseconds;
    sum = called;
  }
}

function ownerOf(url: string): Frame["owner"] {
  if (url === "") return "engine";
  return url.startsWith("node:") ? "node" : "ours";
}

function toFrame({ name, owner, milliseconds, calls }: Sum): Frame {
  const inner = [...calls.values()].map(toFrame);
  return {
    name,
    owner,
    milliseconds,
    calls: inner.sort((a, b) => b.milliseconds - a.milliseconds),
  };
}
