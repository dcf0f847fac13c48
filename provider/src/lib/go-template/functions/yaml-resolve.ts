import { parseFloatLiteral, parseInteger } from "../literals";

/** Tells whether a plain scalar reads back as text, and not as null, a boolean, a number or a time. */
export function resolvesToText(text: string): boolean {
  return !isWord(text) && yamlNumber(text) === undefined && !isTimestamp(text) && !isBase60(text);
}

function isWord(text: string): boolean {
  if (/^(?:|~|[yYnN])$/.test(text)) return true;
  const isCased = /^(?:[A-Za-z]?[a-z]*|[A-Z]*)$/.test(text);
  return isCased && /^(?:yes|no|true|false|on|off|null)$/i.test(text);
}

const specialNumbers: ReadonlyMap<string, number> = new Map([
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, NaN] as const),
  ...["inf", "Inf", "INF"].flatMap((word) => [
    [`.${word}`, Infinity] as const,
    [`+.${word}`, Infinity] as const,
    [`-.${word}`, -Infinity] as const,
  ]),
]);

/** The number that a plain scalar means to Go's reader, which drops underscores; undefined for none. */
export function yamlNumber(text: string): number | undefined {
  const special = specialNumbers.get(text);
  if (special !== undefined) return special;
  if (text.startsWith(".")) return parseFloatLiteral(text);
  if (!/^[-+\d]/.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  const integer = parseInteger(plain);
  if (integer !== undefined) return Number(integer);
  const isFloat = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain);
  return isFloat ? parseFloatLiteral(plain) : undefined;
}

function isTimestamp(text: string): boolean {
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d*)?(?:Z|[-+]\d\d:\d\d)|[ ](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d*)?)?$/.exec(
      text,
    );
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  return (
    month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
  );
}

/* Not a number any more, but quoted for the sake of older readers. */
function isBase60(text: string): boolean {
  return /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/.test(text);
}
