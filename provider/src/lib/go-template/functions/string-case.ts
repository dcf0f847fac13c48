import { spaceClass, toBytes, runes } from "../go-text";
import { fn, type TemplateFunction } from "../signature";
import { lowerCharacter, upperCharacter } from "./character-case";
import { camelCase, joinWords } from "./word-case";

const space = new RegExp(`[${spaceClass}]`);

/** sprig's functions that change the case of letters. */
export const stringCaseFunctions: Readonly<Record<string, TemplateFunction>> = {
  upper: fn(["string"], (text) => runes(text).map(upperCharacter).join("")),
  lower: fn(["string"], (text) => runes(text).map(lowerCharacter).join("")),
  title: fn(["string"], title),
  untitle: fn(["string"], untitle),
  swapcase: fn(["string"], swapCase),
  initials: fn(["string"], initials),
  camelcase: fn(["string"], (text) => camelCase(text)),
  snakecase: fn(["string"], (text) => joinWords(text, "_")),
  kebabcase: fn(["string"], (text) => joinWords(text, "-")),
};

/* A letter is the first of its word unless a letter, digit or underscore stands before it. */
function title(text: string): string {
  const characters = runes(text);
  return characters
    .map((character, index) =>
      isSeparator(characters[index - 1] ?? " ") ? upperCharacter(character) : character,
    )
    .join("");
}

function isSeparator(character: string): boolean {
  if (/^[\p{L}\p{Nd}_]$/u.test(character)) return false;
  return (character.codePointAt(0) ?? 0) <= 0x7f || space.test(character);
}

function untitle(text: string): string {
  const characters = runes(text);
  return characters
    .map((character, index) =>
      space.test(characters[index - 1] ?? " ") ? lowerCharacter(character) : character,
    )
    .join("");
}

function swapCase(text: string): string {
  return runes(text).map(swap).join("");
}

function swap(character: string): string {
  if (/^[\p{Lu}\p{Lt}]$/u.test(character)) return lowerCharacter(character);
  return /^\p{Ll}$/u.test(character) ? upperCharacter(character) : character;
}

/* sprig takes the first byte, not the first letter, of each word. */
function initials(text: string): string {
  const characters = [...toBytes(text)].map((byte) => String.fromCharCode(byte));
  return characters
    .filter(
      (character, index) => !space.test(character) && space.test(characters[index - 1] ?? " "),
    )
    .join("");
}
