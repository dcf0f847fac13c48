import { parseFloatLiteral, parseInteger } from "../literals";

/** Tells whether a plain scalar reads back as text, and not as null, a boolean, a number or a time. */
export function resolvesToText(text: string): boolean {
  return !isWord(text) && !isNumber(text) && !isTimestamp(text) && !isBase60(text);
}

function isWord(text: string): boolean {
  return (
    /^(?:|~|y|Y|n|N|[+-]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(text) ||
    (/^(?:yes|no|true|false|on|off|null)$/.test(text.toLowerCase()) &&
      /^[A-Za-z]?[a-z]*$|^[A-Z]*$/.test(text))
  );
}

function isNumber(text: string): boolean {
  if (text.startsWith(".")) return parseFloatLiteral(text) !== undefined;
  if (!/^[-+\d]/.test(text)) return false;
  const plain = text.replaceAll("_", "");
  if (parseInteger(plain) !== undefined) return true;
  const isFloat = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain);
  return isFloat && parseFloatLiteral(plain) !== undefined;
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
