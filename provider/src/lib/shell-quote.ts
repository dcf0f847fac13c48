const PLAIN_WORD = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** Writes one word so that a POSIX shell reads back exactly that word. NUL cannot be written: it throws. */
export function quoteWord(word: string): string {
  if (word.includes("\0")) throw new RangeError("A word of a command cannot hold a NUL character.");
  return PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Writes the words of a command as one line for a POSIX shell, which neither splits nor expands them. */
export function quoteCommand(words: readonly string[]): string {
  return words.map(quoteWord).join(" ");
}
