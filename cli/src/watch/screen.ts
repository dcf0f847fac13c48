import type { Output } from "../command";

/** Lines at the end of a terminal that are drawn again and again. */
export interface Screen {
  draw(lines: readonly string[]): void;
  /** Leaves the last picture standing and the terminal as it was. */
  close(): void;
}

// Control sequences of ECMA-48 and DEC, which every terminal in use understands. Why no library: screen-rationale.md.
const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";
const NO_WRAP = "\u001b[?7l";
const WRAP = "\u001b[?7h";
const CLEAR_LINE = "\u001b[K";
const CLEAR_BELOW = "\u001b[J";
const up = (lines: number): string => (lines === 0 ? "" : `\u001b[${lines}A`);

/** Takes the terminal over. Each picture is one write, so that it does not flicker. */
export function openScreen(output: Output): Screen {
  let height = 0;
  let last = "";
  output.write(HIDE_CURSOR + NO_WRAP);
  return {
    draw(lines) {
      const picture = lines.map((line) => `${line}${CLEAR_LINE}\n`).join("");
      if (picture === last) return;
      output.write(`${up(height)}\r${picture}${CLEAR_BELOW}`);
      last = picture;
      height = lines.length;
    },
    close() {
      output.write(WRAP + SHOW_CURSOR);
    },
  };
}
