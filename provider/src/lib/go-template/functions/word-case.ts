import { spaceClass, runes } from "../go-text";
import { lowerCharacter, upperCharacter } from "./character-case";

type WordKind = "connector" | "punctuation" | "upper" | "lower" | "number" | "other";

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

/**
 * Writes the words of a text in lower case with a connector between them (`HTTPServer2` becomes
 * `http_server2`), by the rules of the library that sprig uses.
 */
export function joinWords(text: string, connector: "_" | "-"): string {
  const words = cutWords(text);
  let joined = "";
  for (let at = 0; at < words.length;) {
    const piece = pieceAt(words, at, connector);
    joined += piece.text;
    at += piece.words;
    if (piece.closes && needsConnector(words[at])) joined += connector;
  }
  return joined;
}

interface Piece {
  readonly text: string;
  /** How many words the piece takes up. */
  readonly words: number;
  /** Whether a connector separates the piece from a word behind it. */
  readonly closes: boolean;
}

/* A number sticks to the word before it, or to the lower-case letters behind it if there are any. */
function pieceAt(words: readonly Word[], at: number, connector: string): Piece {
  const word = words[at];
  if (word === undefined) return { text: "", words: 1, closes: false };
  if (word.kind === "number") return { ...gluedPiece(words, at), closes: true };
  const text = written(word, connector);
  const isPlain = word.kind === "connector" || word.kind === "punctuation";
  const number = words[at + 1];
  if (isPlain || number?.kind !== "number") return { text, words: 1, closes: !isPlain };
  if (words[at + 2]?.kind !== "lower") {
    return { text: text + number.text, words: 2, closes: true };
  }
  const glued = gluedPiece(words, at + 1);
  return { text: text + connector + glued.text, words: 1 + glued.words, closes: true };
}

function gluedPiece(words: readonly Word[], at: number): { text: string; words: number } {
  const run = words.slice(at);
  const end = run.findIndex(({ kind }) => kind !== "number" && kind !== "lower");
  const glued = end < 0 ? run : run.slice(0, end);
  return { text: glued.map(({ text }) => text).join(""), words: glued.length };
}

function written({ kind, text }: Word, connector: string): string {
  if (kind === "connector") return connector.repeat(runes(text).length);
  return kind === "upper" ? text.toLowerCase() : text;
}

function needsConnector(word: Word | undefined): boolean {
  return word !== undefined && word.kind !== "connector" && word.kind !== "punctuation";
}

const connectors = `\\-_${spaceClass}`;
/* Chinese characters are letters, but form no words of lower-case letters. */
const chinese = "\\u3400-\\u4d85\\u4e00-\\u9fcc\\u{20000}-\\u{2b81d}";
const lowerLetter = `(?![${chinese}])[\\p{Ll}\\p{Lt}\\p{Lm}\\p{Lo}]`;

const wordPattern = new RegExp(
  [
    `(?<connector>[${connectors}]+)`,
    "(?<punctuation>\\p{P}+)",
    `(?<upper>\\p{Lu}+(?=\\p{Lu}(?:${lowerLetter}))|\\p{Lu}{2,}|\\p{Lu}(?:${lowerLetter})*)`,
    `(?<lower>(?:${lowerLetter})+)`,
    "(?<number>\\p{N}+)",
    `(?<other>(?:(?![${connectors}]|\\p{P}|\\p{N}|\\p{Lu}|${lowerLetter})[^])+)`,
  ].join("|"),
  "gu",
);

function cutWords(text: string): readonly Word[] {
  return [...text.matchAll(wordPattern)].map((match) => ({
    kind: kinds.find((kind) => match.groups?.[kind] !== undefined) ?? "other",
    text: match[0],
  }));
}

const kinds: readonly WordKind[] = ["connector", "punctuation", "upper", "lower", "number"];

const isConnector = (character: string | undefined): boolean =>
  character !== undefined && new RegExp(`^[${connectors}]$`).test(character);

/**
 * Writes each word with a capital and without the connector before it; leading and doubled ones
 * stay.
 */
export function camelCase(text: string): string {
  const characters = runes(text);
  const start = characters.findIndex((character) => !isConnector(character));
  /* The library repeats the last connector of a text that has nothing else. */
  if (start < 0) return text + (characters.at(-1) ?? "");
  const words = characters.slice(start);
  const written = words.map((character, index) => cased(words, character, index));
  return characters.slice(0, start).join("") + written.join("");
}

function cased(words: readonly string[], character: string, index: number): string {
  if (isConnector(character)) {
    return index === words.length - 1 || isConnector(words[index + 1]) ? character : "";
  }
  return index === 0 || isConnector(words[index - 1])
    ? upperCharacter(character)
    : lowerCharacter(character);
}
