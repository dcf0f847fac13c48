import { formatVerb } from "./format-verb";
import { isNothing, typeName, type Value } from "./values";
import { formatValue } from "./format-value";

/**
 * Go's fmt.Sprintf for the verbs %v %T %t %s %q %d %b %o %O %x %X %c %U %e %f %g with flags, width
 * and precision. Mistakes of the format show up in the text as in Go (`%!d(MISSING)`); `*`, `[n]`,
 * `%#v` and `%p` are not supported and throw a SyntaxError.
 */
export function printf(format: string, args: readonly Value[]): string {
  let used = 0;
  const text = format.replace(directives, (directive, flags: string, ...rest: string[]) => {
    const [width, dot, precision, letter] = rest;
    refuseUnsupported(directive, flags, letter);
    if (letter === "" || letter === undefined) return "%!(NOVERB)";
    if (letter === "%") return "%";
    if (used >= args.length) return `%!${letter}(MISSING)`;
    const effective = letter === "v" ? flags.replaceAll("+", "") : flags;
    const verb = {
      letter,
      flags: effective,
      width: numberOf(width),
      precision: precisionOf(dot, precision),
    };
    return formatVerb(args[used++], verb);
  });
  return text + describeExtra(args.slice(used));
}

const directives = /%([-+# 0]*)(\d+)?(\.(\d+)?)?([\s\S]?)/gu;

/** Throws a SyntaxError when a format uses what printf here does not support. */
export function checkFormat(format: string): void {
  for (const match of format.matchAll(directives)) {
    refuseUnsupported(match[0], match[1] ?? "", match[5]);
  }
}

function refuseUnsupported(directive: string, flags: string, letter: string | undefined): void {
  if (letter === "*" || letter === "[") {
    throw new SyntaxError(`"${directive}" in a format is not supported: write the number itself`);
  }
  if (letter === "p" || (letter === "v" && flags.includes("#"))) {
    throw new SyntaxError(`"${directive}" in a format is not supported: use %v`);
  }
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function precisionOf(dot: string | undefined, digits: string | undefined): number | undefined {
  return dot === undefined ? undefined : Number(digits ?? 0);
}

function describeExtra(extra: readonly Value[]): string {
  if (extra.length === 0) return "";
  const shown = extra.map((value) =>
    isNothing(value) ? "<nil>" : `${typeName(value)}=${formatValue(value)}`,
  );
  return `%!(EXTRA ${shown.join(", ")})`;
}
