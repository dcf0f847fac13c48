import { formatVerb, plainVerb } from "./format-verb";
import { isNothing, type Value } from "./values";

/** What `{{value}}` prints: Go's `%v`, and `<no value>` for nothing. */
export function formatPrinted(value: Value): string {
  return isNothing(value) ? "<no value>" : formatValue(value);
}

/** Go's `%v` of a value: `[1 2]`, `map[a:1]`, `<nil>`, strings as they are. */
export function formatValue(value: Value): string {
  return formatVerb(value, plainVerb);
}

/** Go's fmt.Sprint: the values in a row, a space between two of which neither is a string. */
export function formatAll(values: readonly Value[]): string {
  return values
    .map((value, index) => {
      const isSeparate =
        index > 0 && typeof value !== "string" && typeof values[index - 1] !== "string";
      return (isSeparate ? " " : "") + formatValue(value);
    })
    .join("");
}

/** Go's fmt.Sprintln: the values with spaces between and a line feed behind. */
export function formatLine(values: readonly Value[]): string {
  return `${values.map(formatValue).join(" ")}\n`;
}
