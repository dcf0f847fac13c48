import type { Issue } from "../issue";

/** Tells whether a path below the context, or a directory above it, is left out of a build. */
export type IgnoreRule = (path: string) => boolean;

interface Pattern {
  readonly matches: RegExp;
  readonly isException: boolean;
}

/**
 * Reads a `.containerignore` or `.dockerignore`: one pattern a line with `*`, `?`, `[…]` and `**`, comments behind `#`, exceptions behind
 * `!`; the last pattern that fits a path decides, and what fits a directory fits what is below. The rules are those of
 * containerignore(5).
 */
export function parseIgnoreFile(path: string, text: string): IgnoreRule | Issue {
  const patterns: Pattern[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.startsWith("#")) continue;
    const pattern = parsePattern(line.trim());
    if (pattern === undefined) continue;
    if (pattern === "wrong") return wrongPattern(path, index + 1, line);
    patterns.push(pattern);
  }
  return (candidate) => isIgnored(patterns, candidate);
}

/** Leaves out what a rule leaves out, but for the directories that lead to what stays. */
export function withoutIgnored<Entry extends { readonly path: string }>(
  entries: readonly Entry[],
  isLeftOut: IgnoreRule,
): readonly Entry[] {
  const kept = new Set<string>();
  for (const { path } of entries) {
    if (isLeftOut(path)) continue;
    for (const ancestor of selfAndAbove(path)) kept.add(ancestor);
  }
  return entries.filter(({ path }) => kept.has(path));
}

function isIgnored(patterns: readonly Pattern[], path: string): boolean {
  const candidates = selfAndAbove(path);
  const decisive = patterns.findLast(({ matches }) =>
    candidates.some((candidate) => matches.test(candidate)),
  );
  return decisive !== undefined && !decisive.isException;
}

function selfAndAbove(path: string): readonly string[] {
  const parts = path.split("/");
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}

function parsePattern(line: string): Pattern | "wrong" | undefined {
  const isException = line.startsWith("!");
  const glob = normal(isException ? line.slice(1).trim() : line);
  if (glob === "") return isException ? "wrong" : undefined;
  const matches = compile(glob);
  return matches === undefined ? "wrong" : { matches, isException };
}

/** Without `.` and empty parts, and with `..` carried out, as if the context were the root directory. */
function normal(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

const TOKEN = /(?:\*\*\/)+|\*\*|\*|\?|\[\^?[^\]]+\]|\\.|[^\\]/g;

function compile(glob: string): RegExp | undefined {
  const tokens: readonly string[] = glob.match(TOKEN) ?? [];
  if (tokens.join("") !== glob || tokens.includes("[")) return undefined;
  const sources = tokens.map((token, index) => sourceOf(token, index === tokens.length - 1));
  try {
    return new RegExp(`^${sources.join("")}$`);
  } catch {
    return undefined;
  }
}

function sourceOf(token: string, isLast: boolean): string {
  if (token.startsWith("**")) return isLast ? ".*" : "(.*/)?";
  if (token === "*") return "[^/]*";
  if (token === "?") return "[^/]";
  if (token.length > 1 && token.startsWith("[")) return token;
  return (token.length > 1 ? token.slice(1) : token).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

function wrongPattern(path: string, line: number, text: string): Issue {
  return {
    severity: "error",
    summary: "Ignore File Cannot Be Read",
    detail: `context: ${path}, line ${line}: ${JSON.stringify(text)} is no pattern: brackets must be closed, a backslash must stand before a character, and something must follow an exclamation mark. Correct that line.`,
    attribute: ["context"],
  };
}
