/** A decimal number, coefficient × 10^exponent, as sprig computes its float functions with. */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

/** The decimal with the shortest digits that name the float; infinity and NaN are a RangeError. */
export function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw new RangeError(`cannot calculate with ${value}`);
  const [mantissa = "0", exponent = "0"] = value.toExponential().split("e");
  const fraction = mantissa.split(".")[1] ?? "";
  return {
    coefficient: BigInt(mantissa.replace(".", "")),
    exponent: Number(exponent) - fraction.length,
  };
}

/** The float nearest to a decimal. */
export function floatOf({ coefficient, exponent }: Decimal): number {
  return Number(`${coefficient}e${exponent}`);
}

/** Sum, exact. */
export function add(left: Decimal, right: Decimal): Decimal {
  const exponent = Math.min(left.exponent, right.exponent);
  return { coefficient: scaled(left, exponent) + scaled(right, exponent), exponent };
}

/** Difference, exact. */
export function subtract(left: Decimal, right: Decimal): Decimal {
  return add(left, { ...right, coefficient: -right.coefficient });
}

/** Product, exact. */
export function multiply(left: Decimal, right: Decimal): Decimal {
  return {
    coefficient: left.coefficient * right.coefficient,
    exponent: left.exponent + right.exponent,
  };
}

/* The number of decimals sprig's library divides to. */
const quotientExponent = -16;

/** Quotient, rounded to 16 decimals with halves away from zero; division by zero is a RangeError. */
export function divide(left: Decimal, right: Decimal): Decimal {
  if (right.coefficient === 0n) throw new RangeError("decimal division by 0");
  const shift = left.exponent - right.exponent - quotientExponent;
  const numerator = left.coefficient * 10n ** BigInt(Math.max(0, shift));
  const denominator = right.coefficient * 10n ** BigInt(Math.max(0, -shift));
  const quotient = numerator / denominator;
  const rest = absolute(numerator % denominator) * 2n;
  const direction = numerator < 0n === denominator < 0n ? 1n : -1n;
  const coefficient = rest >= absolute(denominator) ? quotient + direction : quotient;
  return { coefficient, exponent: quotientExponent };
}

function scaled({ coefficient, exponent }: Decimal, to: number): bigint {
  return coefficient * 10n ** BigInt(exponent - to);
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
