import type { JsonValue } from "./json-value";
import { numberFromText, numberToText, isTerraformNumber } from "./number-text";

/** Parses JSON without losing a digit of any number. Throws a SyntaxError for what is not JSON. */
export function parseJson(text: string): JsonValue {
  const parsed = JSON.parse(text) as JsonValue;
  return MAYBE_LONG_NUMBER.test(text) ? new ExactParser(text).parse() : parsed;
}

/** Writes JSON with every digit of its numbers. `undefined` members are left out. */
export function formatJson(value: JsonValue): string {
  if (isTerraformNumber(value)) return numberToText(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(formatJson).join(",")}]`;
  const members = Object.entries(value as Readonly<Record<string, JsonValue | undefined>>);
  return `{${members.flatMap(([name, member]) => formatMember(name, member)).join(",")}}`;
}

function formatMember(name: string, member: JsonValue | undefined): string[] {
  return member === undefined ? [] : [`${JSON.stringify(name)}:${formatJson(member)}`];
}

// Any number of fewer digits survives JSON.parse; a match inside a string only costs time.
const MAYBE_LONG_NUMBER = /[\d.]{16}|[eE][+-]?\d{3}/;

const TOKEN = /[ \t\r\n]*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|([^{}[\],:" \t\r\n]+))/y;

/** Walks text that `JSON.parse` has already accepted, so it checks nothing again. */
class ExactParser {
  readonly #tokens: RegExp = new RegExp(TOKEN);

  constructor(private readonly text: string) {}

  parse(): JsonValue {
    return this.#value(this.#next());
  }

  #next(): string {
    const [, punctuation, string, word] = this.#tokens.exec(this.text) ?? [];
    return punctuation ?? string ?? word ?? "";
  }

  #value(token: string): JsonValue {
    if (token === "{") return this.#object();
    if (token === "[") return this.#array();
    return /^[-\d]/.test(token) ? numberFromText(token) : (JSON.parse(token) as JsonValue);
  }

  #object(): JsonValue {
    const object = Object.create(null) as Record<string, JsonValue>;
    for (let token = this.#next(); token !== "}"; token = this.#next()) {
      if (token === ",") continue;
      const name = JSON.parse(token) as string;
      this.#next();
      object[name] = this.#value(this.#next());
    }
    return object;
  }

  #array(): JsonValue {
    const array: JsonValue[] = [];
    for (let token = this.#next(); token !== "]"; token = this.#next()) {
      if (token !== ",") array.push(this.#value(token));
    }
    return array;
  }
}
