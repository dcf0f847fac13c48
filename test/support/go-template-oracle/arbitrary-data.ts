import fc, { type Arbitrary } from "fast-check";

/* Pieces that mean something to YAML or JSON somewhere. */
const pieces =
  "a b c : - # ' \" [ ] { } , ? ! & * | > % @ ` 0 1 2 . _ + e x ~ \\ / = < é 日 😀 y n on no true null " +
  "word longerword 12:30 2001-01-01 0x 0o1 .inf";

const piece = fc.constantFrom(...pieces.split(" "), " ", " ", "\t", "\u0001", "\u00a0");

const shortText = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(""));

const longText = fc.array(piece, { minLength: 15, maxLength: 60 }).map((parts) => parts.join(" "));

const lines = fc.array(shortText, { maxLength: 4 }).map((parts) => parts.join("\n"));

/* JSON cannot carry a negative zero to the oracle. */
const numbers = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => value + 0);

const leaf = fc.oneof(shortText, longText, lines, numbers, fc.boolean(), fc.constant(null));

/** Data as JSON can hold it, full of texts that need quoting. */
export const arbitraryData: Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(shortText, tie("value"), { maxKeys: 4 }),
  ),
})).value;
