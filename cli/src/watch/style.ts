/** How lines look: colours, and the characters that stand for states. */
export interface Style {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly red: Paint;
  readonly marks: {
    readonly done: string;
    readonly failed: string;
    readonly running: string;
    readonly waiting: string;
    readonly full: string;
    readonly empty: string;
  };
}

/** Colours a text. */
export type Paint = (text: string) => string;

/** The style that a terminal can show: no colours with `NO_COLOR`, plain characters where the locale is not UTF-8. */
export function styleFor(env: Readonly<Record<string, string | undefined>>): Style {
  const hasColours = (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
  const locale = [env["LC_ALL"], env["LC_CTYPE"], env["LANG"], "UTF-8"].find(isSet) ?? "";
  const paint =
    (code: number): Paint =>
    (text) =>
      hasColours && text !== "" ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    bold: paint(1),
    dim: paint(2),
    green: paint(32),
    yellow: paint(33),
    red: paint(31),
    marks: /utf-?8/i.test(locale) ? SYMBOLS : LETTERS,
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "";
}

const SYMBOLS = {
  done: "■",
  failed: "✖",
  running: "▶",
  waiting: "◌",
  full: "█",
  empty: "░",
};

const LETTERS = { done: "+", failed: "x", running: ">", waiting: "~", full: "#", empty: "." };
