/** Every line that we write ends with it; no other line is ever touched. */
const MARK = "# sealos";

/**
 * The text of a hosts file in which a name has exactly these addresses, on lines of ours: before somebody else's
 * line for that name, because the first one counts, otherwise at the end. All other lines stay byte for byte.
 * Nothing changes when it is so already.
 */
export function setHostsEntry(text: string, name: string, addresses: readonly string[]): string {
  const ours = addresses.map((address) => `${address} ${name} ${MARK}\n`);
  const rest = linesOf(removeHostsEntry(text, name));
  const rival = rest.findIndex((line) => names(line).includes(name));
  const place = rival === -1 ? rest.length : rival;
  const before = rest.slice(0, place).join("");
  const separator = ours.length === 0 || before === "" || before.endsWith("\n") ? "" : "\n";
  return [before, separator, ...ours, ...rest.slice(place)].join("");
}

/** The text of a hosts file without our lines for a name. All other lines stay byte for byte. */
export function removeHostsEntry(text: string, name: string): string {
  return linesOf(text)
    .filter((line) => !isOurs(line, name))
    .join("");
}

/** Whether a name has exactly these addresses on lines of ours, and no other line for it comes before them. */
export function hasHostsEntry(text: string, name: string, addresses: readonly string[]): boolean {
  const lines = linesOf(text).filter((line) => names(line).includes(name));
  const ours = lines.filter((line) => isOurs(line, name));
  const found = ours.map((line) => line.trim().split(/\s+/)[0]);
  const isFirst = lines.slice(0, ours.length).every((line) => isOurs(line, name));
  return isFirst && found.join() === addresses.join();
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function isOurs(line: string, name: string): boolean {
  return line.trimEnd().endsWith(` ${name} ${MARK}`);
}

function names(line: string): readonly string[] {
  return line.replace(/#.*/s, "").trim().split(/\s+/).slice(1);
}
