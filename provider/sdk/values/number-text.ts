import { decimal, isDecimal, type Decimal } from "./terraform-value";

/** A number in any of its three forms. */
export type TerraformNumber = number | bigint | Decimal;

/** Tells whether a value is a number in any of its three forms. */
export function isTerraformNumber(value: unknown): value is TerraformNumber {
  return typeof value === "number" || typeof value === "bigint" || isDecimal(value);
}

/**
 * Reads decimal text into the simplest form that loses nothing: a double if it writes the same number again, else a
 * bigint (whole numbers of at most 400 digits), else the text itself.
 */
export function numberFromText(text: string): TerraformNumber {
  const double = Number(text);
  const canonical = canonicalNumberText(text);
  if (Number.isFinite(double) && canonicalNumberText(String(double)) === canonical) {
    return double === 0 ? 0 : double;
  }
  return isShortInteger(canonical) ? BigInt(expandInteger(canonical)) : decimal(text);
}

/** The decimal text of a number, fit for JSON and for the wire. */
export function numberToText(value: TerraformNumber): string {
  return isDecimal(value) ? value.decimal : String(value);
}

/** Tells whether two numbers are the same number, whatever their forms. */
export function isSameNumber(left: TerraformNumber, right: TerraformNumber): boolean {
  return canonicalNumber(left) === canonicalNumber(right);
}

/** One text per number: `"1e2"`, `"100"` and `"100.0"` all give `"1e2"`. */
export function canonicalNumber(value: TerraformNumber): string {
  return canonicalNumberText(numberToText(value));
}

function canonicalNumberText(text: string): string {
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = parts;
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return "0";
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign === "-" ? "-" : ""}${significant}e${scale}`;
}

function isShortInteger(canonical: string): boolean {
  const scale = Number(canonical.slice(canonical.indexOf("e") + 1));
  return scale >= 0 && scale <= 400;
}

function expandInteger(canonical: string): string {
  const [digits = "0", scale = "0"] = canonical.split("e");
  return digits + "0".repeat(Number(scale));
}
