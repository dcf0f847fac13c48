import { formatShortest } from "../format-float";
import {
  isInteger,
  isList,
  isMap,
  isNothing,
  isObject,
  type GoList,
  type GoMap,
  type Value,
} from "../values";
import { compareKeys } from "./yaml-key-order";
import { writeScalarText } from "./write-yaml-text";

/**
 * A value as YAML, laid out as Go's library does: keys in natural order, lists not indented, lines
 * folded at 80.
 */
export function writeYaml(value: Value): string {
  return writeNode(value, { indent: 0, column: 0, container: 0 });
}

/** Where a node is written. */
interface Place {
  /** The indentation of the node's own lines. */
  readonly indent: number;
  /** How much of the line is written already. */
  readonly column: number;
  /** The indentation of the collection around; text continues two columns further in. */
  readonly container: number;
}

/** Writes a node, its line feed included; collections start on the current line. */
function writeNode(value: Value, place: Place): string {
  if (isMap(value) && value.entries.size > 0) return writeMap(value, place.indent);
  if (isList(value) && value.items.length > 0) return writeList(value, place.indent);
  return `${writeLeaf(value, place)}\n`;
}

function writeMap(map: GoMap, indent: number): string {
  return [...map.entries]
    .sort(([left], [right]) => compareKeys(left, right))
    .map(([key, value]) => writeEntry(key, value, indent))
    .join(" ".repeat(indent));
}

function writeEntry(key: string, value: Value, indent: number): string {
  if (key.length > 128 || key.includes("\n")) {
    throw new RangeError("toYaml does not support keys of several lines or over 128 characters");
  }
  const name = `${writeScalarText(key, { indent: 0, column: 0, isKey: true })}:`;
  const margin = " ".repeat(indent);
  if (isMap(value) && value.entries.size > 0) {
    return `${name}\n${margin}  ${writeMap(value, indent + 2)}`;
  }
  if (isList(value) && value.items.length > 0)
    return `${name}\n${margin}${writeList(value, indent)}`;
  const column = indent + name.length + 1;
  return `${name} ${writeNode(value, { indent, column, container: indent })}`;
}

function writeList(list: GoList, indent: number): string {
  const place = { indent: indent + 2, column: indent + 2, container: indent };
  return list.items.map((item) => `- ${writeNode(item, place)}`).join(" ".repeat(indent));
}

function writeLeaf(value: Value, place: Place): string {
  if (isNothing(value)) return "null";
  if (typeof value === "string") {
    return writeScalarText(value, {
      indent: place.container + 2,
      column: place.column,
      isKey: false,
    });
  }
  if (typeof value === "number") return writeNumber(value);
  if (typeof value === "boolean") return String(value);
  if (isInteger(value)) return String(value.value);
  if (isObject(value)) return writeLeaf(value.text, place);
  if (value.isNil) return "null";
  return isList(value) ? "[]" : "{}";
}

/* Go passes numbers through JSON, where a whole float looks like an integer. */
function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`YAML made from JSON has no number ${value}`);
  const text = String(value);
  const isWhole = /^-?\d+$/.test(text) && value >= -(2 ** 63) && value < 2 ** 64;
  return isWhole ? text : formatShortest(value);
}
