import type { TreeEntry } from "./entry";

/** A path that must not be sent, and the rule that it breaks. */
export interface TreeDefect {
  readonly path: string;
  readonly rule: string;
}

/** What a tree may weigh; the defaults are far above any real cluster image. */
export interface TreeLimits {
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
}

const LIMITS: TreeLimits = { entries: 1_000_000, fileBytes: 2 ** 36, totalBytes: 2 ** 38 };
const LONGEST_PATH = 1024;
const MOST_LINKS = 40;
const SETUID_SETGID = 0o6000;
// Control characters, and the mark that a name was not UTF-8.
const UNPRINTABLE = /[\u0000-\u001f\u007f\ufffd]/;

/**
 * Finds what makes a tree unfit to be unpacked as root on a host: paths and links that leave the root,
 * device nodes, setuid and setgid files, names that cannot be written in a list, absurd sizes. An empty
 * answer is a promise that unpacking stays below the root.
 */
export function verifyTree(
  entries: readonly TreeEntry[],
  limits: TreeLimits = LIMITS,
): TreeDefect[] {
  const links = new Map(
    entries.flatMap(({ path, target }) => (target === undefined ? [] : [[path, target]])),
  );
  const defects = entries.flatMap((entry) => {
    const rule =
      pathRule(entry.path) ?? kindRule(entry) ?? sizeRule(entry, limits) ?? linkRule(entry, links);
    return rule === undefined ? [] : [{ path: entry.path, rule }];
  });
  return [...defects, ...wholeRules(entries, limits)];
}

function pathRule(path: string): string | undefined {
  const parts = path.split("/");
  if (path.startsWith("/")) return "a path must be relative to the root";
  if (parts.includes("..") || parts.includes(".") || parts.includes(""))
    return "a path must stay below the root";
  if (UNPRINTABLE.test(path)) return "a name must be printable UTF-8 on one line";
  return path.length > LONGEST_PATH
    ? `a path must be at most ${LONGEST_PATH} characters long`
    : undefined;
}

function kindRule({ kind, mode }: TreeEntry): string | undefined {
  if (kind === "other") return "devices, fifos and sockets are not allowed";
  return kind === "file" && (mode & SETUID_SETGID) !== 0
    ? "setuid and setgid files are not allowed"
    : undefined;
}

function sizeRule({ size }: TreeEntry, { fileBytes }: TreeLimits): string | undefined {
  return size > fileBytes
    ? `a file must be at most ${fileBytes} bytes large, and this one has ${size}`
    : undefined;
}

function linkRule(
  { path, target }: TreeEntry,
  links: ReadonlyMap<string, string>,
): string | undefined {
  if (target === undefined) return undefined;
  if (target.startsWith("/"))
    return `a symlink must be relative, and this one points to ${printable(target)}`;
  return staysInside(path, links)
    ? undefined
    : `a symlink must stay below the root, and this one points to ${printable(target)}`;
}

/** Walks a link as the kernel would: each link on the way is followed before the next `..` is taken. */
function staysInside(start: string, links: ReadonlyMap<string, string>): boolean {
  const todo = start.split("/");
  const at: string[] = [];
  for (let followed = 0; todo.length > 0;) {
    const part = todo.shift() ?? "";
    if (part === "..") {
      if (at.pop() === undefined) return false;
      continue;
    }
    if (part === "" || part === ".") continue;
    const target = links.get([...at, part].join("/"));
    if (target === undefined) {
      at.push(part);
      continue;
    }
    followed += 1;
    if (target.startsWith("/") || followed > MOST_LINKS) return false;
    todo.unshift(...target.split("/"));
  }
  return true;
}

function wholeRules(entries: readonly TreeEntry[], limits: TreeLimits): TreeDefect[] {
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  return [
    ...(entries.length > limits.entries
      ? [
          {
            path: ".",
            rule: `a tree must have at most ${limits.entries} entries, and this one has ${entries.length}`,
          },
        ]
      : []),
    ...(total > limits.totalBytes
      ? [
          {
            path: ".",
            rule: `a tree must be at most ${limits.totalBytes} bytes large, and this one has ${total}`,
          },
        ]
      : []),
  ];
}

function printable(text: string): string {
  return JSON.stringify(text);
}
