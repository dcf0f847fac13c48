const MARK = "(secret)";

/** Shorter texts are too likely to be part of something harmless; nobody should use them as secrets. */
const SHORTEST_SECRET = 4;

/** Takes known secrets out of text before people or files see it. */
export interface Redactor {
  /** Makes a secret known. Of one with several lines, each line counts. Empty and tiny ones are ignored. */
  add(secret: string | undefined): void;
  /** Replaces every known secret, also where it was escaped for JSON or a URL. */
  redact(text: string): string;
}

/** Makes a {@link Redactor} that knows the given secrets. */
export function createRedactor(secrets: readonly string[] = []): Redactor {
  const known = new Set<string>();
  let pattern: RegExp | undefined;

  const add = (secret: string | undefined): void => {
    if (secret === undefined) return;
    spellings(secret).forEach((spelling) => known.add(spelling));
    pattern = undefined;
  };

  secrets.forEach(add);
  return {
    add,
    redact(text) {
      if (known.size === 0) return text;
      pattern ??= patternFor(known);
      return text.replace(pattern, MARK);
    },
  };
}

function spellings(secret: string): readonly string[] {
  return [secret, ...secret.split(/\r?\n/)]
    .map((line) => line.trim())
    .flatMap((line) => [
      line,
      JSON.stringify(line).slice(1, -1),
      encodeURIComponent(wellFormed(line)),
    ])
    .filter((spelling) => spelling.length >= SHORTEST_SECRET);
}

function patternFor(secrets: ReadonlySet<string>): RegExp {
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((secret) => secret.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(escaped.join("|"), "g");
}

// encodeURIComponent refuses half of a surrogate pair.
function wellFormed(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}
