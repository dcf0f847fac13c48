import { runes } from "../go-text";
/** A translated piece of a pattern, and the length of the original. */
export interface Piece {
  readonly text: string;
  readonly length: number;
}

const perlClasses: Readonly<Record<string, string>> = {
  d: "0-9",
  s: "\\t\\n\\f\\r ",
  w: "0-9A-Za-z_",
};

const posixClasses: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: "\\x00-\\x7f",
  blank: "\\t ",
  cntrl: "\\x00-\\x1f\\x7f",
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`\\{-~",
  space: "\\t-\\r ",
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

/** Translates the escape at the start of a text, outside or inside a character class. */
export function translateEscape(rest: string, inClass: boolean): Piece {
  const text = escapeOf(rest, inClass);
  const length =
    /^\\(?:x\{[^}]*\}|x..|p\{[^}]*\}|P\{[^}]*\}|[pP].|0[0-7]{0,2}|[1-7][0-7]{2}|[^])/u.exec(
      rest,
    )?.[0].length;
  if (text === undefined || length === undefined) {
    throw new SyntaxError(
      `the escape ${rest.slice(0, 2)} is not supported in a regular expression`,
    );
  }
  return { text, length };
}

function escapeOf(rest: string, inClass: boolean): string | undefined {
  const letter = runes(rest)[1] ?? "";
  const perl = perlClasses[letter.toLowerCase()];
  if (perl !== undefined) return perlClass(perl, letter, inClass);
  if ("pP".includes(letter) && letter !== "") return unicodeClass(rest);
  if (/^\\(?:x|0|[1-7][0-7]{2})/.test(rest)) return numericEscape(rest);
  const simple = simpleEscape(letter, inClass);
  if (simple !== undefined) return simple;
  return /^[!-/:-@[-`{-~ \n\t]$/.test(letter) ? hexEscape(letter.charCodeAt(0)) : undefined;
}

function perlClass(members: string, letter: string, inClass: boolean): string | undefined {
  const isNegated = letter !== letter.toLowerCase();
  if (!inClass) return `[${isNegated ? "^" : ""}${members}]`;
  if (!isNegated) return members;
  /* These name the same characters in both languages, except \S, whose complement differs. */
  return letter === "S" ? undefined : `\\${letter}`;
}

function simpleEscape(letter: string, inClass: boolean): string | undefined {
  if ("fnrtv".includes(letter)) return `\\${letter}`;
  if (letter === "a") return "\\x07";
  if (inClass) return undefined;
  if (letter === "A") return "^";
  if (letter === "z") return "$";
  return "bB".includes(letter) ? `\\${letter}` : undefined;
}

function numericEscape(rest: string): string | undefined {
  const hex = /^\\x(?:\{([\da-fA-F]+)\}|([\da-fA-F]{2}))/.exec(rest);
  if (hex !== null) return hexEscape(parseInt(hex[1] ?? hex[2] ?? "", 16));
  const octal = /^\\(0[0-7]{0,2}|[1-7][0-7]{2})/.exec(rest);
  return octal === null ? undefined : hexEscape(parseInt(octal[1] ?? "0", 8));
}

function hexEscape(code: number): string | undefined {
  return code <= 0x10ffff ? `\\u{${code.toString(16)}}` : undefined;
}

function unicodeClass(rest: string): string | undefined {
  const [, letter = "", negation = "", name = ""] =
    /^\\([pP])\{?(\^?)(\w+)\}?/.exec(/^\\[pP]\{/.test(rest) ? rest : rest.slice(0, 3)) ?? [];
  if (name === "") return undefined;
  const isNegated = (letter === "P") !== (negation === "^");
  const property = /^[CLMNPSZ][a-z]?$/.test(name) ? name : `Script=${name}`;
  return `\\${isNegated ? "P" : "p"}{${property}}`;
}

/** Translates the character class at the start of a text. */
export function readClass(rest: string): Piece {
  const opening = /^\[\^?/.exec(rest)?.[0] ?? "[";
  let text = opening;
  let at = opening.length;
  for (let isFirst = true; isFirst || rest.charAt(at) !== "]"; isFirst = false) {
    if (at >= rest.length) throw new SyntaxError(`a character class is not closed in ${rest}`);
    const piece = classPiece(rest.slice(at));
    text += piece.text;
    at += piece.length;
  }
  return { text: `${text}]`, length: at + 1 };
}

function classPiece(rest: string): Piece {
  const posix = /^\[:(\^?)(\w+):\]/.exec(rest);
  if (posix !== null) return posixPiece(posix);
  if (rest.startsWith("\\")) return translateEscape(rest, true);
  const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
  const isSyntax = "[]^$.*+?(){}|/".includes(character);
  return { text: isSyntax ? `\\${character}` : character, length: character.length };
}

function posixPiece([text, negation, name = ""]: RegExpExecArray): Piece {
  const members = posixClasses[name];
  if (members === undefined || negation === "^") {
    throw new SyntaxError(`the class ${text} is not supported in a regular expression`);
  }
  return { text: members, length: text.length };
}
