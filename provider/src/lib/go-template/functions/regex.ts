import { fn, type TemplateFunction } from "../signature";
import { list, nilList, type GoList } from "../values";
import { escapeLiteral, translatePattern } from "./re2";

const functions: Readonly<Record<string, TemplateFunction>> = {
  regexMatch: fn(["string", "string"], (pattern, text) => compile(pattern).test(text)),
  regexFind: fn(["string", "string"], (pattern, text) => compile(pattern).exec(text)?.[0] ?? ""),
  regexFindAll: fn(["string", "string", "int"], findAll),
  regexReplaceAll: fn(["string", "string", "string"], replaceAll),
  regexReplaceAllLiteral: fn(["string", "string", "string"], (pattern, text, replacement) =>
    replaceMatches(pattern, text, () => replacement),
  ),
  regexSplit: fn(["string", "string", "int"], split),
};

/**
 * sprig's regular expressions; a pattern that is wrong or not supported is an error, at parse time
 * if literal.
 */
export const regexFunctions: Readonly<Record<string, TemplateFunction>> = {
  ...Object.fromEntries(Object.entries(functions).flatMap(withMustForm)),
  regexQuoteMeta: fn(["string"], escapeLiteral),
};

function withMustForm([name, callee]: [string, TemplateFunction]): [string, TemplateFunction][] {
  const checked: TemplateFunction = {
    ...callee,
    checkLiterals: ([pattern]) => {
      if (pattern !== undefined) compile(pattern);
    },
  };
  return [
    [name, checked],
    [`must${name.charAt(0).toUpperCase()}${name.slice(1)}`, checked],
  ];
}

function compile(pattern: string): RegExp {
  return translatePattern(pattern).regex;
}

/* Go passes over an empty match that touches the end of the match before. */
function matches(pattern: string, text: string): readonly RegExpExecArray[] {
  let end = -1;
  return [...text.matchAll(compile(pattern))].filter((match) => {
    const isKept = match[0] !== "" || match.index !== end;
    end = match.index + match[0].length;
    return isKept;
  });
}

function findAll(pattern: string, text: string, count: number): GoList {
  const found = matches(pattern, text).map(([match]) => match);
  const some = count < 0 ? found : found.slice(0, count);
  return some.length === 0 ? nilList("string") : list(some, "string");
}

function replaceAll(pattern: string, text: string, replacement: string): string {
  if (replacement.includes("$") && translatePattern(pattern).hasRepeatedCapture) {
    throw new SyntaxError(`captures within repeated groups are not supported: ${pattern}`);
  }
  return replaceMatches(pattern, text, (match) => expand(replacement, match));
}

function replaceMatches(
  pattern: string,
  text: string,
  replacement: (match: RegExpExecArray) => string,
): string {
  let result = "";
  let end = 0;
  for (const match of matches(pattern, text)) {
    result += text.slice(end, match.index) + replacement(match);
    end = match.index + match[0].length;
  }
  return result + text.slice(end);
}

/* `$1`, `${1}`, `$name`, `$$`: a name reaches as far as letters, digits and underscores do. */
function expand(replacement: string, match: RegExpExecArray): string {
  return replacement.replace(
    /\$(?:\$|\{(\w+)\}|(\w+))/g,
    (_reference, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      if (name === undefined) return "$";
      return (/^\d+$/.test(name) ? match[Number(name)] : match.groups?.[name]) ?? "";
    },
  );
}

function split(pattern: string, text: string, count: number): GoList {
  const found = matches(pattern, text);
  if (count === 0) return nilList("string");
  if (pattern !== "" && text === "") return list([""], "string");
  const parts: string[] = [];
  let start = 0;
  let end = 0;
  for (const match of found) {
    if (count > 0 && parts.length === count - 1) break;
    end = match.index;
    if (match.index + match[0].length !== 0) parts.push(text.slice(start, end));
    start = match.index + match[0].length;
  }
  if (end !== text.length) parts.push(text.slice(start));
  return list(parts, "string");
}
