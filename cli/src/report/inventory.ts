import type { Action, Change } from "./change";
import { withoutIndexes, type References } from "./references";
import { isRecord, textAt, textsAt, treeAt, type Tree } from "./tree";

/** A machine of a plan: its `sealos_host`, its `sealos_node`, or both. */
export interface Machine {
  readonly name: string;
  /** What lines of plans may call it. */
  readonly aliases: readonly string[];
  readonly cluster: string;
  readonly role: "control-plane" | "worker";
  readonly servesRegistry: boolean;
  /** Whether it is a node already. */
  readonly isServing: boolean;
  readonly action: Action;
  readonly host: Change | undefined;
  readonly node: Change | undefined;
}

/** The objects of a plan by what they are. */
export interface Inventory {
  readonly machines: readonly Machine[];
  readonly clusters: readonly Change[];
  readonly apps: readonly Change[];
  readonly images: readonly Change[];
  readonly builds: readonly Change[];
  /** Objects of other providers. */
  readonly others: readonly Change[];
}

/** Sorts the objects of a plan, and finds which node is on which host. */
export function inventoryOf(changes: readonly Change[], references: References): Inventory {
  const of = (type: string): readonly Change[] => changes.filter((change) => change.type === type);
  const clusters = of("sealos_cluster");
  return {
    machines: machinesOf(of("sealos_host"), of("sealos_node"), clusters, references),
    clusters,
    apps: of("sealos_app"),
    images: of("sealos_image_mount"),
    builds: of("sealos_image_build"),
    others: changes.filter(({ type }) => !type.startsWith("sealos_")),
  };
}

/** The values that hold from now on, or, of what goes, held until now. */
export function valuesOf({ after, before }: Change): Tree {
  return Object.keys(after).length > 0 ? after : before;
}

/** The name of the cluster that an object refers to: by id, by reference, or because there is only one. */
export function clusterNameFor(
  change: Change,
  clusters: readonly Change[],
  references: References,
): string {
  const id = textAt(valuesOf(change), "cluster_id");
  const referred = references.get(withoutIndexes(change.address))?.["cluster_id"] ?? [];
  const found =
    clusters.find(({ before }) => id !== undefined && textAt(before, "id") === id) ??
    clusters.find(({ address }) =>
      referred.some((target) => target.startsWith(`${withoutIndexes(address)}.`)),
    ) ??
    (clusters.length === 1 ? clusters[0] : undefined);
  return found === undefined ? "default" : clusterName(found);
}

/** The name of a `sealos_cluster`. */
export function clusterName(cluster: Change): string {
  return textAt(valuesOf(cluster), "name") ?? "default";
}

function machinesOf(
  hosts: readonly Change[],
  nodes: readonly Change[],
  clusters: readonly Change[],
  references: References,
): readonly Machine[] {
  const finder = hostFinder(hosts, references);
  const taken = new Map<Change, Change>();
  const alone: Change[] = [];
  for (const node of nodes) {
    const host = finder(node);
    if (host === undefined || taken.has(host)) alone.push(node);
    else taken.set(host, node);
  }
  const pairs: readonly (readonly [Change | undefined, Change | undefined])[] = [
    ...hosts.map((host) => [host, taken.get(host)] as const),
    ...alone.map((node) => [undefined, node] as const),
  ];
  return pairs
    .map(([host, node]) => machineOf(host, node, clusters, references))
    .sort(
      (a, b) =>
        compare(a.cluster, b.cluster) || compare(a.role, b.role) || byNumber(a.name, b.name),
    );
}

/** By the id of the host where it is known, else by what the configuration refers to, else by the name. */
function hostFinder(
  hosts: readonly Change[],
  references: References,
): (node: Change) => Change | undefined {
  const byId = indexed(hosts, ({ before }) => textAt(before, "id"));
  const byAddress = indexed(hosts, ({ address }) => address);
  const byName = indexed(hosts, (host) => textAt(valuesOf(host), "name"));
  return (node) => {
    const values = valuesOf(node);
    const referred = references.get(withoutIndexes(node.address))?.["host_id"] ?? [];
    const key = node.index === undefined ? "" : `[${JSON.stringify(node.index)}]`;
    const candidates = referred.map((target) => target.replace(/\.id$/, ""));
    return (
      byId.get(textAt(values, "host_id") ?? "") ??
      candidates.map((one) => byAddress.get(one) ?? byAddress.get(one + key)).find(Boolean) ??
      byName.get(textAt(values, "name") ?? "")
    );
  };
}

function machineOf(
  host: Change | undefined,
  node: Change | undefined,
  clusters: readonly Change[],
  references: References,
): Machine {
  const hostValues = host === undefined ? {} : valuesOf(host);
  const nodeValues = node === undefined ? {} : valuesOf(node);
  const names = [
    textAt(hostValues, "name"),
    textAt(nodeValues, "name"),
    textAt(hostValues, "address"),
  ].filter((name) => name !== undefined);
  const roles = textsAt(hostValues, "roles");
  const name = names[0] ?? String(host?.index ?? node?.index ?? host?.name ?? node?.name ?? "");
  return {
    name,
    aliases: names,
    cluster:
      textAt(hostValues, "cluster_name") ??
      (node === undefined ? "default" : clusterNameFor(node, clusters, references)),
    role:
      textAt(nodeValues, "role") === "control-plane" || roles.includes("control-plane")
        ? "control-plane"
        : "worker",
    servesRegistry: roles.includes("registry"),
    isServing:
      (node !== undefined && Object.keys(node.before).length > 0) ||
      clusters.some(({ before }) => names.some((one) => one in treeAt(before, "control_plane"))),
    action: actionOf(host, node),
    host,
    node,
  };
}

/** What becomes of a machine whose host and node change in different ways. */
const PRECEDENCE: readonly Action[] = ["replace", "create", "delete", "forget", "update", "import"];

function actionOf(host: Change | undefined, node: Change | undefined): Action {
  return PRECEDENCE.find((action) => host?.action === action || node?.action === action) ?? "none";
}

function indexed(
  changes: readonly Change[],
  key: (change: Change) => string | undefined,
): ReadonlyMap<string, Change> {
  return new Map(
    changes.flatMap((change) => {
      const found = key(change);
      return found === undefined ? [] : [[found, change] as const];
    }),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `worker-2` before `worker-10`. */
function byNumber(a: string, b: string): number {
  return COLLATOR.compare(a, b);
}

const COLLATOR = new Intl.Collator("en", { numeric: true });

/** Whether a value of an object is only known after apply, as a whole or in part. */
export function isOpen(unknown: unknown): boolean {
  if (unknown === true) return true;
  if (Array.isArray(unknown)) return unknown.some(isOpen);
  return isRecord(unknown) && Object.values(unknown).some(isOpen);
}
