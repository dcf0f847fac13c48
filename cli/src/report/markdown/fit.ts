/** A part of a Markdown document, of which rows may be left out when it gets too long. */
export interface Section {
  readonly title?: string;
  /** Stands before the rows and stays whatever happens. */
  readonly head: readonly string[];
  readonly rows: readonly string[];
  /** Stands after the rows. */
  readonly foot?: readonly string[];
  /** What a row is, for the note that says how many are left out: `host`. */
  readonly noun: string;
  /** Whether the section is closed until the reader opens it. */
  readonly isClosed?: boolean;
  /** Sections of a higher number lose rows first; those without never do. */
  readonly foldsAt?: number;
}

/** How long the document may be, in characters, and where the whole of it is. */
export interface Limits {
  readonly maxLength: number;
  /** Address of the full report; undefined when the reader must make it. */
  readonly fullReport: string | undefined;
}

/**
 * Joins sections to a document that is no longer than the limit. Rows that do not fit are counted, and the note says where
 * they are; nothing is lost silently.
 */
export function fit(sections: readonly Section[], limits: Limits): string {
  const shown = sections.map(({ rows }) => rows.length);
  const folding = sections
    .map((section, index) => ({ index, foldsAt: section.foldsAt ?? 0 }))
    .filter(({ foldsAt }) => foldsAt > 0)
    .sort((a, b) => b.foldsAt - a.foldsAt);
  const lengthNow = (): number => write(sections, shown, limits).length;
  for (const { index } of folding) {
    const excess = lengthNow() - limits.maxLength;
    if (excess <= 0) break;
    shown[index] = rowsThatFit(sections[index]?.rows ?? [], excess + NOTE_LENGTH);
  }
  const text = write(sections, shown, limits);
  return text.length <= limits.maxLength ? text : cut(text, limits);
}

/** Room for the note itself. */
const NOTE_LENGTH = 400;

function rowsThatFit(rows: readonly string[], excess: number): number {
  let kept = rows.length;
  for (let saved = 0; kept > 0 && saved < excess; kept--)
    saved += (rows[kept - 1]?.length ?? 0) + 1;
  return kept;
}

function write(sections: readonly Section[], shown: readonly number[], limits: Limits): string {
  return sections
    .map((section, index) => writeSection(section, shown[index] ?? 0, limits))
    .filter((text) => text !== "")
    .join("\n\n")
    .concat("\n");
}

function writeSection(
  { title, head, rows, foot = [], noun, isClosed = false }: Section,
  count: number,
  { fullReport }: Limits,
): string {
  const hidden = rows.length - count;
  const body = count === 0 && rows.length > 0 ? [] : [...head, ...rows.slice(0, count), ...foot];
  const note =
    hidden === 0
      ? []
      : ["", `… and ${hidden} more ${noun}${hidden === 1 ? "" : "s"}: ${whereIs(fullReport)}.`];
  const text = [...body, ...note].join("\n").trimEnd();
  if (title === undefined) return text;
  return isClosed
    ? `<details><summary>${title}</summary>\n\n${text}\n\n</details>`
    : `### ${title}\n\n${text}`;
}

function whereIs(fullReport: string | undefined): string {
  return fullReport === undefined
    ? "`cdktf-sealos report --format html` shows all"
    : `see the [full report](${fullReport})`;
}

/** Only a limit of a few thousand characters gets here: even what never folds is too long. */
function cut(text: string, { maxLength, fullReport }: Limits): string {
  const note = `\n\n… the rest does not fit: ${whereIs(fullReport)}.\n`;
  const kept = text.slice(0, Math.max(0, maxLength - note.length));
  return kept.slice(0, Math.max(0, kept.lastIndexOf("\n"))) + note;
}
