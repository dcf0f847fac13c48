import { decimal, type Decimal } from "../values/terraform-value";

/** A Terraform number in JavaScript, always exact. */
export type ExactNumber = number | bigint | Decimal;

// Terraform computes with 512 bits of mantissa, about 155 digits. Longer whole numbers stay text: cheap to carry.
const MOST_BIGINT_DIGITS = 400;

/** A `number` up to 2^53 in size, else the `bigint` itself. */
export function fromInteger(value: bigint): number | bigint {
  const narrow = Number(value);
  return Number.isSafeInteger(narrow) ? narrow : value;
}

/** A double from the wire: whole ones become exact integers. Terraform sends a double only if it is exact. */
export function fromDouble(value: number): number | bigint {
  return Number.isInteger(value) ? fromInteger(BigInt(value)) : value;
}

/**
 * Reads decimal text (`0.1`, `12345678901234567890`, `1e23`): a `number` if its shortest text says the same, a
 * `bigint` if it is whole, else the text itself as a {@link Decimal}.
 * @throws RangeError if the text is not a decimal number.
 */
export function fromDecimalText(text: string): ExactNumber {
  const scaled = parseDecimal(text);
  if (scaled.exponent >= 0) {
    if (scaled.digits.length + scaled.exponent > MOST_BIGINT_DIGITS) return decimal(text);
    return fromInteger(BigInt(scaled.sign + scaled.digits + "0".repeat(scaled.exponent)));
  }
  const double = Number(text);
  return isSameDecimal(parseDecimal(String(double)), scaled) ? double : decimal(text);
}

/** sign · digits · 10^exponent, without leading or trailing zeros in digits; zero is `0 · 10^0`. */
interface ScaledDecimal {
  readonly sign: "" | "-";
  readonly digits: string;
  readonly exponent: number;
}

const DECIMAL_TEXT = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

function parseDecimal(text: string): ScaledDecimal {
  const [, sign, whole = "", fraction = "", exponent = "0"] = DECIMAL_TEXT.exec(text) ?? [];
  if (sign === undefined || whole + fraction === "") {
    throw new RangeError(`"${text}" is not a decimal number`);
  }
  const significant = (whole + fraction).replace(/^0+/, "");
  const digits = significant.replace(/0+$/, "");
  if (digits === "") return { sign: "", digits: "0", exponent: 0 };
  const trailingZeros = significant.length - digits.length;
  return {
    sign: sign === "-" ? "-" : "",
    digits,
    exponent: Number(exponent) - fraction.length + trailingZeros,
  };
}

function isSameDecimal(left: ScaledDecimal, right: ScaledDecimal): boolean {
  return (
    left.sign === right.sign && left.digits === right.digits && left.exponent === right.exponent
  );
}
