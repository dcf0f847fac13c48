import type { Action } from "./change";
import type { HostReport, StackReport } from "./report-schema";

/** One box of the picture: a host, or many that are alike. */
export interface TopologyBox {
  readonly label: string;
  readonly action: Action;
}

/** A cluster of the picture. */
export interface TopologyCluster {
  readonly name: string;
  readonly action: Action;
  readonly version: string | null;
  readonly controlPlanes: readonly TopologyBox[];
  readonly workers: readonly TopologyBox[];
  readonly apps: readonly TopologyBox[];
}

/** The picture of a stack, no more boxes than asked for: hosts that are alike share one where there are too many. */
export function topologyOf(stack: StackReport, mostBoxes: number): readonly TopologyCluster[] {
  const share = Math.max(6, Math.floor(mostBoxes / Math.max(1, stack.clusters.length)));
  return stack.clusters.map(({ name, action, version }) => {
    const hosts = stack.hosts.filter(({ cluster }) => cluster === name);
    const apps = stack.apps.filter(({ cluster }) => cluster === name);
    const isCrowded = hosts.length + apps.length > share;
    const boxes = (role: HostReport["role"]): readonly TopologyBox[] => {
      const members = hosts.filter((host) => host.role === role);
      return isCrowded ? shared(members, role) : members.map((host) => box(host.name, host.action));
    };
    return {
      name,
      action,
      version: version?.to ?? version?.from ?? null,
      controlPlanes: boxes("control-plane"),
      workers: boxes("worker"),
      apps: isCrowded
        ? shared(apps, "application")
        : apps.map((app) => box(`application ${app.name}`, app.action)),
    };
  });
}

function box(name: string, action: Action): TopologyBox {
  return { label: `${name}: ${WORDS[action]}`, action };
}

/** One box for each action that occurs. */
function shared(
  members: readonly { readonly name: string; readonly action: Action }[],
  noun: string,
): readonly TopologyBox[] {
  return Object.keys(WORDS)
    .map((action) => action as Action)
    .flatMap((action) => {
      const alike = members.filter((member) => member.action === action);
      const [only] = alike;
      if (only === undefined) return [];
      if (alike.length === 1) return [box(only.name, action)];
      return [{ label: `${alike.length} ${noun}s: ${WORDS[action]}`, action }];
    });
}

/** Plain words: colours alone do not reach everybody. */
const WORDS: Readonly<Record<Action, string>> = {
  create: "added",
  update: "changed",
  replace: "replaced",
  delete: "removed",
  forget: "forgotten",
  import: "imported",
  none: "unchanged",
};
