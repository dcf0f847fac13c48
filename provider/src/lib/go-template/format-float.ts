/** Go's shortest exact form of a float64 (`%v`): `2.5`, `100000`, `1e+06`, `+Inf`. */
export function formatShortest(value: number): string {
  const special = formatSpecial(value);
  if (special !== undefined) return special;
  const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential().split("e");
  return signOf(value) + general(mantissa.replace(".", ""), Number(exponent), "e", 6);
}

/**
 * Go's `%e`, `%f` and `%g` (or `%E`, `%F`, `%G`) with a precision; exact halves go to the even
 * digit.
 */
export function formatFloat(value: number, verb: string, precision: number): string {
  const special = formatSpecial(value);
  if (special !== undefined) return special;
  const magnitude = Math.abs(value);
  return signOf(value) + formatMagnitude(magnitude, verb, precision);
}

function formatSpecial(value: number): string | undefined {
  if (Number.isNaN(value)) return "NaN";
  if (value === Infinity) return "+Inf";
  return value === -Infinity ? "-Inf" : undefined;
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? "-" : "";
}

function formatMagnitude(magnitude: number, verb: string, precision: number): string {
  const letter = verb === verb.toUpperCase() ? "E" : "e";
  switch (verb.toLowerCase()) {
    case "f":
      return fixed(magnitude, precision);
    case "e": {
      const { digits, exponent } = significant(magnitude, precision + 1);
      return scientific(digits, exponent, letter);
    }
    default: {
      const { digits, exponent } = significant(magnitude, Math.max(1, precision));
      const trimmed = digits.replace(/0+$/, "") || "0";
      const isWide = precision > trimmed.length && trimmed.length >= exponent + 1;
      return general(trimmed, exponent, letter, isWide ? trimmed.length : Math.max(1, precision));
    }
  }
}

/* Decimal notation while the exponent is moderate, else scientific: the rule of `%g`. */
function general(digits: string, exponent: number, letter: string, limit: number): string {
  if (exponent < -4 || exponent >= limit) return scientific(digits, exponent, letter);
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const fraction = digits.slice(exponent + 1);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

function scientific(digits: string, exponent: number, letter: string): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const size = String(Math.abs(exponent)).padStart(2, "0");
  return `${digits.slice(0, 1)}${fraction}${letter}${exponent < 0 ? "-" : "+"}${size}`;
}

function fixed(magnitude: number, precision: number): string {
  const digits = String(roundScaled(magnitude, precision)).padStart(precision + 1, "0");
  if (precision === 0) return digits;
  return `${digits.slice(0, -precision)}.${digits.slice(-precision)}`;
}

/** The first `count` digits of a number, rounded, and the power of ten of the first of them. */
function significant(magnitude: number, count: number): { digits: string; exponent: number } {
  if (magnitude === 0) return { digits: "0".repeat(count), exponent: 0 };
  const exponent = Number(magnitude.toExponential().split("e")[1]);
  return significantAt(magnitude, count, exponent);
}

/* The shortest form or the rounding may be off by one power of ten. */
function significantAt(
  magnitude: number,
  count: number,
  exponent: number,
): { digits: string; exponent: number } {
  const digits = String(roundScaled(magnitude, count - 1 - exponent));
  if (digits.length < count) return significantAt(magnitude, count, exponent - 1);
  const carry = digits.length - count;
  return { digits: digits.slice(0, count), exponent: exponent + carry };
}

/** magnitude × 10^scale as an integer, computed on the exact binary value, halves to even. */
function roundScaled(magnitude: number, scale: number): bigint {
  const { mantissa, exponent } = decompose(magnitude);
  const numerator =
    mantissa * 10n ** BigInt(Math.max(0, scale)) * 2n ** BigInt(Math.max(0, exponent));
  const denominator = 10n ** BigInt(Math.max(0, -scale)) * 2n ** BigInt(Math.max(0, -exponent));
  const quotient = numerator / denominator;
  const twiceRest = (numerator % denominator) * 2n;
  const roundsUp = twiceRest > denominator || (twiceRest === denominator && quotient % 2n === 1n);
  return roundsUp ? quotient + 1n : quotient;
}

function decompose(magnitude: number): { mantissa: bigint; exponent: number } {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, magnitude);
  const biased = (bits.getUint16(0) >> 4) & 0x7ff;
  const fraction = bits.getBigUint64(0) & 0xfffffffffffffn;
  return biased === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | (1n << 52n), exponent: biased - 1075 };
}
