import type { Readable, Writable } from "node:stream";

import { quoteWord } from "../../lib/shell-quote";

/** The login shell's line that becomes a shell which reads calls from its input. */
export const SHELL_LINE = "exec sh";

/** What such a shell is told first. It ends where printing a text means starting a program, whose words everybody could see. */
export const FITNESS_CHECK = `[ "$(command -v printf)" = printf ] || exit\n`;

/**
 * What makes such a shell run a line with that input: what the line says comes between two marks on either stream; on the first,
 * its exit code follows, and a third mark.
 */
export function shellCall(line: string, input: string, mark: string): string {
  const command =
    input === "" ? `(${line}) </dev/null` : `printf %s ${quoteWord(input)} 2>/dev/null | (${line})`;
  return `printf %s ${mark}; printf %s ${mark} >&2
${command}
printf %s ${mark}$?${mark}; printf %s ${mark} >&2
`;
}

/** Hands out a stream by what ends at its marks, one part after the other, until the last has ended; an undefined one is dropped. */
export function cutAtMarks(
  source: Readable,
  mark: string,
  parts: readonly (Writable | undefined)[],
): void {
  let current = 0;
  let held = Buffer.alloc(0);
  const pass = (length: number): void => {
    if (length > 0) parts[current]?.write(held.subarray(0, length));
    held = held.subarray(length);
  };
  const cut = (chunk: Uint8Array): void => {
    held = Buffer.concat([held, chunk]);
    for (let at = held.indexOf(mark); at >= 0; at = held.indexOf(mark)) {
      pass(at);
      held = held.subarray(mark.length);
      parts[current]?.end();
      current += 1;
    }
    if (current >= parts.length) source.off("data", cut);
    else pass(held.length - lengthOfBeginning(held, mark));
  };
  source.on("data", cut);
}

/** How much of a mark a chunk ends with. */
function lengthOfBeginning(chunk: Buffer, mark: string): number {
  let length = Math.min(mark.length - 1, chunk.length);
  while (!chunk.subarray(chunk.length - length).equals(Buffer.from(mark.slice(0, length))))
    length -= 1;
  return length;
}
