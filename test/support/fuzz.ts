import fc from "fast-check";

const SECONDS = Number(process.env["FUZZ_SECONDS"] ?? 2);
const SEED = Number(process.env["FUZZ_SEED"] ?? Date.now() % 2 ** 31);

/**
 * A test that tries a property until its share of time is over (`FUZZ_SECONDS`, a target) and tells what it tried. Every run
 * searches elsewhere; `FUZZ_SEED` repeats one.
 */
export function fuzz<Values>(name: string, property: Property<Values>): void {
  test(
    name,
    async () => {
      const outcome = await fc.check(property, {
        seed: SEED,
        numRuns: Number.MAX_SAFE_INTEGER,
        interruptAfterTimeLimit: SECONDS * 1_000,
        markInterruptAsFailure: false,
      });
      process.stderr.write(`fuzz: ${name}: ${outcome.numRuns} inputs, seed ${SEED}\n`);
      if (outcome.failed) throw new Error(await explain(outcome));
      expect(outcome.numRuns).toBeGreaterThan(0);
    },
    (SECONDS + 60) * 1_000,
  );
}

const SHOWN = 4_000;

/** The smallest input that fails, why, and how to get there again. */
async function explain<Values>(outcome: fc.RunDetails<Values>): Promise<string> {
  const cause = outcome.errorInstance instanceof Error ? outcome.errorInstance.stack : "";
  const report = (await fc.asyncDefaultReportMessage(outcome))?.slice(0, SHOWN) ?? "";
  return `FUZZ_SEED=${SEED} repeats it.\n${cause?.slice(0, SHOWN)}\n${report}`;
}

type Property<Values> = fc.IProperty<Values> | fc.IAsyncProperty<Values>;

/** A text of words that mean something to whoever reads it, and of any other characters between them. */
export function textOf(words: readonly string[], maxLength = 40): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
  );
  return fc.array(piece, { maxLength }).map((pieces) => pieces.join(""));
}

/** Good inputs with some pieces cut out, doubled, or replaced by words of the language. */
export function damaged(good: readonly string[], words: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(), fc.nat(12), fc.oneof(fc.constant(""), fc.constantFrom(...words)));
  return fc
    .tuple(fc.constantFrom(...good), fc.array(edit, { minLength: 1, maxLength: 5 }))
    .map(([text, edits]) =>
      edits.reduce((now, [position, length, word]) => {
        const at = position % (now.length + 1);
        return now.slice(0, at) + word + now.slice(at + length);
      }, text),
    );
}

/** Good bytes with some of them changed, and perhaps the end cut off. */
export function damagedBytes(good: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const edit = fc.tuple(fc.nat(), fc.nat(255));
  return fc
    .tuple(good, fc.array(edit, { maxLength: 4 }), fc.option(fc.nat(), { nil: undefined }))
    .map(([bytes, edits, end]) => {
      const copy = Uint8Array.from(bytes);
      if (copy.length > 0) for (const [at, value] of edits) copy[at % copy.length] = value;
      return end === undefined ? copy : copy.subarray(0, end % (copy.length + 1));
    });
}
