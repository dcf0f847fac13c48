import { runes } from "../go-text";
/**
 * The natural order in which Go's YAML library writes keys: letters after other characters, runs of
 * digits by their value (`a2` before `a10`).
 */
export function compareKeys(left: string, right: string): number {
  const [lefts, rights] = [runes(left), runes(right)];
  const at = lefts.findIndex((character, index) => character !== rights[index]);
  if (at < 0 || at >= rights.length) return lefts.length - rights.length;
  return compareAt(lefts, rights, at);
}

function compareAt(lefts: readonly string[], rights: readonly string[], at: number): number {
  const [left = "", right = ""] = [lefts[at], rights[at]];
  const [isLeftLetter, isRightLetter] = [isLetter(left), isLetter(right)];
  if (isLeftLetter !== isRightLetter) return isLeftLetter ? 1 : -1;
  if (isLeftLetter) return codeOf(left) - codeOf(right);
  return compareNumbers(lefts, rights, at) || codeOf(left) - codeOf(right);
}

/* A zero right behind other digits counts as part of their number, so it must weigh something. */
function compareNumbers(lefts: readonly string[], rights: readonly string[], at: number): number {
  const isZeroInside =
    (lefts[at] === "0" || rights[at] === "0") && /[1-9]0*$/.test(lefts.slice(0, at).join(""));
  const prefix = isZeroInside ? "1" : "0";
  const [leftDigits, rightDigits] = [digitsAt(lefts, at), digitsAt(rights, at)];
  const difference = BigInt(prefix + leftDigits) - BigInt(prefix + rightDigits);
  return difference === 0n ? leftDigits.length - rightDigits.length : difference < 0n ? -1 : 1;
}

function digitsAt(characters: readonly string[], at: number): string {
  return /^\d*/.exec(characters.slice(at).join(""))?.[0] ?? "";
}

function isLetter(character: string): boolean {
  return /^\p{L}$/u.test(character);
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
