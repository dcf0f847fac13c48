/** An object of unknown depth, as JSON brings it. */
export type Tree = Readonly<Record<string, unknown>>;

/** Where in an object: `["endpoint", "vip"]`. */
export type Path = readonly (string | number)[];

/** Whether a value is an object with named parts. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text at a name; undefined where there is none. */
export function textAt(tree: Tree, name: string): string | undefined {
  const value = tree[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The number at a name; undefined where there is none. */
export function numberAt(tree: Tree, name: string): number | undefined {
  const value = tree[name];
  return typeof value === "number" ? value : undefined;
}

/** The object at a name; empty where there is none. */
export function treeAt(tree: Tree, name: string): Tree {
  const value = tree[name];
  return isRecord(value) ? value : {};
}

/** The texts of the list at a name; empty where there is none. */
export function textsAt(tree: Tree, name: string): readonly string[] {
  const value = tree[name];
  return Array.isArray(value) ? value.filter((part) => typeof part === "string") : [];
}

/** A path as HCL writes it: `endpoint.vip`, `taints[0].key`. */
export function formatPath(path: Path): string {
  return path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`,
    )
    .join("");
}
