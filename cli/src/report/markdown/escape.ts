/** Text for a cell of a table or a list: what Markdown or HTML would read as markup is taken literally. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/\r?\n/g, " ")
    .replaceAll(/([\\`*_[\]|~#@])/g, "\\$1");
}

/** A row of a table. Cells are Markdown already. */
export function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The first two lines of a table. */
export function tableHead(titles: readonly string[]): readonly string[] {
  return [row(titles), `|${titles.map(() => "---").join("|")}|`];
}
