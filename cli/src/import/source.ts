/** A piece of TypeScript, taken as it is. */
export interface Code {
  readonly code: string;
}

/** A value that can be written as TypeScript. Members that are undefined are left out. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Code
  | readonly Value[]
  | { readonly [name: string]: Value | undefined };

const WIDTH = 100;

/** Marks a piece of TypeScript. */
export function code(text: string): Code {
  return { code: text };
}

/**
 * A value as a TypeScript expression that begins at a column, in one line where it fits. Texts mean themselves to Terraform: what
 * it would take for a template is escaped.
 */
export function sourceOf(value: Value | undefined, column = 0, indent = 0): string {
  if (typeof value === "string") return textOf(value);
  if (value === undefined || value === null || typeof value !== "object") return String(value);
  if (isCode(value)) return value.code;
  const line = inLine(value);
  if (column + line.length <= WIDTH && !line.includes("\n")) return line;
  const inner = indent + 2;
  const pad = " ".repeat(inner);
  const members = isList(value)
    ? value.map((entry) => sourceOf(entry, inner, inner))
    : entriesOf(value).map(([name, entry]) => member(name, sourceFrom(name, entry, inner)));
  const [open, close] = isList(value) ? ["[", "]"] : ["{", "}"];
  return [open, ...members.map((text) => `${pad}${text},`), `${" ".repeat(indent)}${close}`].join(
    "\n",
  );
}

/** Whether a name can stand for itself where TypeScript wants an identifier. */
export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}

function sourceFrom(name: string, value: Value, indent: number): string {
  return sourceOf(value, indent + name.length + 2, indent);
}

function inLine(value: readonly Value[] | Readonly<Record<string, Value | undefined>>): string {
  if (isList(value)) return `[${value.map((entry) => narrow(entry)).join(", ")}]`;
  const members = entriesOf(value).map(([name, entry]) => member(name, narrow(entry)));
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

function narrow(value: Value): string {
  const isPlain = typeof value !== "object" || value === null || isCode(value);
  return isPlain ? sourceOf(value) : inLine(value);
}

/** `name: value`, or `name` where the value is a variable of that name. */
function member(name: string, value: string): string {
  if (name === value && isIdentifier(name)) return name;
  return `${isIdentifier(name) ? name : JSON.stringify(name)}: ${value}`;
}

function entriesOf(
  value: Readonly<Record<string, Value | undefined>>,
): readonly (readonly [string, Value])[] {
  return Object.entries(value).flatMap(([name, entry]) =>
    entry === undefined ? [] : [[name, entry] as const],
  );
}

function textOf(text: string): string {
  const escaped = text.replace(/[$%](?=\{)/g, "$&$&");
  if (!escaped.includes("\n")) return JSON.stringify(escaped);
  return `\`${escaped.replace(/[`\\]/g, "\\$&").replace(/\$\{/g, "\\${")}\``;
}

function isCode(value: object): value is Code {
  return "code" in value && Object.keys(value).length === 1 && typeof value.code === "string";
}

function isList(value: unknown): value is readonly Value[] {
  return Array.isArray(value);
}
