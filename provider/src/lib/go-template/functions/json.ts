import { fromJavaScript } from "../from-javascript";
import { fn, type TemplateFunction } from "../signature";
import { sortedEntries } from "../sorted-entries";
import { isInteger, isList, isMap, isNothing, type Value } from "../values";

const toJson = fn(["any"], (value) => escapeMarkup(encode(value)));
const toPrettyJson = fn(["any"], (value) => escapeMarkup(encodePretty(value, "")));
const toRawJson = fn(["any"], (value) => escapeSeparators(encode(value)));

/** sprig's JSON functions; a text that is no JSON decodes to nil, with `must` to an error. */
export const jsonFunctions: Readonly<Record<string, TemplateFunction>> = {
  toJson,
  mustToJson: toJson,
  toPrettyJson,
  mustToPrettyJson: toPrettyJson,
  toRawJson,
  mustToRawJson: toRawJson,
  fromJson: fn(["string"], (text) => {
    try {
      return decode(text);
    } catch {
      return null;
    }
  }),
  mustFromJson: fn(["string"], decode),
};

function decode(text: string): Value {
  return fromJavaScript(JSON.parse(text), "the JSON");
}

function encode(value: Value): string {
  if (isList(value)) return value.isNil ? "null" : `[${value.items.map(encode).join(",")}]`;
  if (!isMap(value)) return encodeScalar(value);
  const entries = sortedEntries(value).map(([key, item]) => `${encodeText(key)}:${encode(item)}`);
  return value.isNil ? "null" : `{${entries.join(",")}}`;
}

function encodePretty(value: Value, margin: string): string {
  const inner = `${margin}  `;
  if (isList(value) && value.items.length > 0) {
    const items = value.items.map((item) => inner + encodePretty(item, inner));
    return `[\n${items.join(",\n")}\n${margin}]`;
  }
  if (isMap(value) && value.entries.size > 0) {
    const entries = sortedEntries(value).map(
      ([key, item]) => `${inner}${encodeText(key)}: ${encodePretty(item, inner)}`,
    );
    return `{\n${entries.join(",\n")}\n${margin}}`;
  }
  return encode(value);
}

function encodeScalar(value: Value): string {
  if (isNothing(value)) return "null";
  if (typeof value === "string") return encodeText(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return encodeNumber(value);
  return isInteger(value) ? String(value.value) : encodeText("text" in value ? value.text : "");
}

function encodeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`JSON has no number ${value}`);
  return Object.is(value, -0) ? "-0" : String(value);
}

/* Go writes \u0008 and \u000c where JavaScript writes \b and \f, and U+FFFD for what is not UTF-8. */
function encodeText(text: string): string {
  return JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(/\\./g, (escape) =>
    escape === "\\b" ? "\\u0008" : escape === "\\f" ? "\\u000c" : escape,
  );
}

function escapeMarkup(json: string): string {
  return escapeSeparators(json.replace(/[<>&]/g, escapeCharacter));
}

function escapeSeparators(json: string): string {
  return json.replace(/[\u2028\u2029]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
