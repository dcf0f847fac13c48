import { readClass, translateEscape } from "./re2-classes";

/** A pattern of Go's regexp package, ready for JavaScript. */
export interface TranslatedPattern {
  /** Global, and by code points. */
  readonly regex: RegExp;
  /** Set when a repeated group holds captures, which the two languages remember differently. */
  readonly hasRepeatedCapture: boolean;
}

/**
 * Translates an RE2 pattern into a JavaScript RegExp that finds the same matches; throws a SyntaxError
 * for what RE2 does not know (look-around, back references) and for what cannot be said in JavaScript.
 */
export function translatePattern(pattern: string): TranslatedPattern {
  const flags = /^\(\?([ims]+)\)/.exec(pattern);
  const reader: Reader = {
    pattern,
    at: flags?.[0].length ?? 0,
    flags: flags?.[1] ?? "",
    groups: [],
    closed: undefined,
    hasRepeatedCapture: false,
  };
  let translated = "";
  while (reader.at < pattern.length) translated += translateNext(reader);
  return { regex: compile(reader, translated), hasRepeatedCapture: reader.hasRepeatedCapture };
}

interface Group {
  readonly captures: boolean;
  holdsCapture: boolean;
}

interface Reader {
  readonly pattern: string;
  readonly flags: string;
  readonly groups: Group[];
  at: number;
  /** The group that ended just here, so that a quantifier would repeat it. */
  closed: Group | undefined;
  hasRepeatedCapture: boolean;
}

function compile(reader: Reader, translated: string): RegExp {
  try {
    return new RegExp(translated, reader.flags.includes("i") ? "giu" : "gu");
  } catch (error) {
    throw new SyntaxError(`${reader.pattern} is not a regular expression`, { cause: error });
  }
}

function translateNext(reader: Reader): string {
  const rest = reader.pattern.slice(reader.at);
  const { closed } = reader;
  reader.closed = undefined;
  const quantifier = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})\??/.exec(rest);
  if (quantifier !== null) return takeQuantifier(reader, quantifier, closed);
  switch (rest.charAt(0)) {
    case "(":
      return takeGroup(reader, rest);
    case ")":
      return takeGroupEnd(reader);
    case "[":
      return takeSome(reader, readClass(rest));
    case "\\":
      return takeEscape(reader, rest);
    default:
      return takeCharacter(reader, rest);
  }
}

function takeSome(
  reader: Reader,
  found: { readonly text: string; readonly length: number },
): string {
  reader.at += found.length;
  return found.text;
}

/* RE2 repeats at most 1000 times. */
const mostRepeats = 1000;

function takeQuantifier(reader: Reader, match: RegExpExecArray, closed: Group | undefined): string {
  const [text, least, most] = match;
  if (Math.max(Number(least ?? 0), Number(most ?? 0)) > mostRepeats) {
    throw new SyntaxError(`${text} repeats more than ${mostRepeats} times`);
  }
  if (closed?.holdsCapture === true) reader.hasRepeatedCapture = true;
  return takeSome(reader, { text, length: text.length });
}

function takeGroup(reader: Reader, rest: string): string {
  const opening = /^\((?:\?(?:P?<(\w+)>|:))?/.exec(rest)?.[0] ?? "(";
  if (opening === "(" && rest.startsWith("(?")) {
    throw new SyntaxError(`the group ${rest.slice(0, 4)}… is not supported in ${reader.pattern}`);
  }
  const captures = opening !== "(?:";
  if (captures) for (const group of reader.groups) group.holdsCapture = true;
  reader.groups.push({ captures, holdsCapture: false });
  return takeSome(reader, { text: opening.replace("?P<", "?<"), length: opening.length });
}

function takeGroupEnd(reader: Reader): string {
  reader.closed = reader.groups.pop();
  return takeSome(reader, { text: ")", length: 1 });
}

function takeEscape(reader: Reader, rest: string): string {
  const literal = /^\\Q([\s\S]*?)(?:\\E|$)/.exec(rest);
  if (literal !== null) {
    return takeSome(reader, { text: escapeLiteral(literal[1] ?? ""), length: literal[0].length });
  }
  return takeSome(reader, translateEscape(rest, false));
}

/* `.`, `^` and `$` know only the line feed in RE2, and other terminators in JavaScript. */
function takeCharacter(reader: Reader, rest: string): string {
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  return takeSome(reader, {
    text: translateCharacter(reader, character),
    length: character.length,
  });
}

function translateCharacter({ flags }: Reader, character: string): string {
  switch (character) {
    case ".":
      return flags.includes("s") ? "[^]" : "[^\\n]";
    case "^":
      return flags.includes("m") ? "(?<![^\\n])" : "^";
    case "$":
      return flags.includes("m") ? "(?![^\\n])" : "$";
    case "|":
      return "|";
    default:
      return escapeLiteral(character);
  }
}

/** Go's regexp.QuoteMeta. */
export function escapeLiteral(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
