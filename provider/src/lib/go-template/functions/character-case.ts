import { runes } from "../go-text";
/** Go's unicode.ToUpper: one character for one, so that `ß` stays. */
export function upperCharacter(character: string): string {
  const result = character.toUpperCase();
  return runes(result).length === 1 ? result : character;
}

/** Go's unicode.ToLower: one character for one. */
export function lowerCharacter(character: string): string {
  return character === "\u0130" ? "i" : character.toLowerCase();
}
