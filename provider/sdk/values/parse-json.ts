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

/** Everything but strings, whose end is searched for without a pattern: they may be many megabytes long. */
const TOKEN = /[ \t\r\n]*([{}[\],:"]|[^{}[\],:" \t\r\n]+)/y;

/** Walks text that `JSON.parse` has already accepted, so it checks nothing again. */
class ExactParser {
  readonly #tokens = new RegExp(TOKEN);

  constructor(private readonly text: string) {}

  parse(): JsonValue {
    return this.#value(this.#next());
  }

  #next(): string {
    const token = this.#tokens.exec(this.text)?.[1] ?? "";
    return token === '"' ? this.#string(this.#tokens.lastIndex - 1) : token;
  }

  #string(start: number): string {
    let end = this.text.indexOf('"', start + 1);
    while (this.#isEscaped(end)) end = this.text.indexOf('"', end + 1);
    this.#tokens.lastIndex = end + 1;
    return this.text.slice(start, end + 1);
  }

  #isEscaped(quote: number): boolean {
    let first = quote;
    while (this.text[first - 1] === "\\") first -= 1;
    return (quote - first) % 2 === 1;
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
