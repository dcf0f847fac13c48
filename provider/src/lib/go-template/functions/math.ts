import { fn, variadic, type TemplateFunction } from "../signature";
import { int, int64, list, type GoList, type Value } from "../values";
import { toFloat64, toInt64 } from "./casts";
import { add, decimalOf, divide, floatOf, multiply, subtract, type Decimal } from "./decimal";

/* A template must not fill the memory by a slip such as `until 1000000000`. */
const longestSequence = 1_000_000;

const largest = variadic(["any"], "any", (first, ...others) =>
  int64([first, ...others].map(toInt64).reduce((a, b) => (b > a ? b : a))),
);

/**
 * sprig's arithmetic; whole numbers are int64 and wrap around, the functions ending in `f` use
 * decimals.
 */
export const mathFunctions: Readonly<Record<string, TemplateFunction>> = {
  add1: fn(["any"], (value) => int64(toInt64(value) + 1n)),
  add: variadic([], "any", (...values) => int64(values.map(toInt64).reduce((a, b) => a + b, 0n))),
  sub: fn(["any", "any"], (left, right) => int64(toInt64(left) - toInt64(right))),
  mul: variadic(["any"], "any", (first, ...others) =>
    int64([first, ...others].map(toInt64).reduce((a, b) => a * b)),
  ),
  div: fn(["any", "any"], (left, right) => int64(toInt64(left) / divisor(right))),
  mod: fn(["any", "any"], (left, right) => int64(toInt64(left) % divisor(right))),
  max: largest,
  biggest: largest,
  min: variadic(["any"], "any", (first, ...others) =>
    int64([first, ...others].map(toInt64).reduce((a, b) => (b < a ? b : a))),
  ),
  maxf: variadic(["any"], "any", (...values) => Math.max(...values.map(toFloat64))),
  minf: variadic(["any"], "any", (...values) => Math.min(...values.map(toFloat64))),
  add1f: fn(["any"], (value) => calculate(add, [value, 1])),
  addf: variadic([], "any", (...values) => calculate(add, [0, ...values])),
  subf: variadic(["any"], "any", (...values) => calculate(subtract, values)),
  mulf: variadic(["any"], "any", (...values) => calculate(multiply, values)),
  divf: variadic(["any"], "any", (...values) => calculate(divide, values)),
  floor: fn(["any"], (value) => Math.floor(toFloat64(value))),
  ceil: fn(["any"], (value) => Math.ceil(toFloat64(value))),
  round: variadic(["any", "int"], "float64", (value, places, roundsUpFrom = 0.5) =>
    round(toFloat64(value), places, roundsUpFrom),
  ),
  until: fn(["int"], (count) => integers(count < 0 ? range(0, count, -1) : range(0, count, 1))),
  untilStep: fn(["int", "int", "int"], (start, stop, step) => integers(range(start, stop, step))),
  seq: variadic([], "int", (...bounds) => sequence(bounds).join(" ")),
};

function divisor(value: Value): bigint {
  const number = toInt64(value);
  if (number === 0n) throw new RangeError("integer divide by zero");
  return number;
}

function calculate(
  operation: (left: Decimal, right: Decimal) => Decimal,
  values: readonly Value[],
): number {
  return floatOf(values.map((value) => decimalOf(toFloat64(value))).reduce(operation));
}

function round(value: number, places: number, roundsUpFrom: number): number {
  const power = 10 ** places;
  const scaled = power * value;
  const fraction = scaled - Math.trunc(scaled);
  return (fraction >= roundsUpFrom ? Math.ceil(scaled) : Math.floor(scaled)) / power;
}

function integers(numbers: readonly number[]): GoList {
  return list(numbers.map(int), "int");
}

/** The numbers from start to before stop; none when the step points the other way. */
function range(start: number, stop: number, step: number): readonly number[] {
  const length = step === 0 ? 0 : Math.max(0, Math.ceil((stop - start) / step));
  if (length > longestSequence) {
    throw new RangeError(`a sequence of ${length} numbers exceeds the limit of ${longestSequence}`);
  }
  return Array.from({ length }, (_, index) => start + index * step);
}

/* seq END, seq START END or seq START STEP END, the end included, as the shell command counts. */
function sequence(bounds: readonly number[]): readonly number[] {
  const [first, second, third] = bounds;
  if (first === undefined || bounds.length > 3) return [];
  if (second === undefined) return inclusive(1, first, first < 1 ? -1 : 1);
  if (third === undefined) return inclusive(first, second, second < first ? -1 : 1);
  return inclusive(first, third, second);
}

function inclusive(start: number, end: number, step: number): readonly number[] {
  return range(start, end + (end < start ? -1 : 1), step);
}
