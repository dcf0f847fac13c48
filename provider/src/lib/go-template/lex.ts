import { runes } from "./go-text";
/** What the lexer tells apart; `error` carries the reason as its text and is the last token. */
export type TokenKind =
  | "text"
  | "open"
  | "close"
  | "space"
  | "keyword"
  | "identifier"
  | "field"
  | "variable"
  | "dot"
  | "nil"
  | "bool"
  | "number"
  | "character"
  | "string"
  | "raw string"
  | "pipe"
  | "left parenthesis"
  | "right parenthesis"
  | "assign"
  | "declare"
  | "punctuation"
  | "end of file"
  | "error";

/** A piece of the source and the line it starts on. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly line: number;
}

/**
 * Cuts a template's source into tokens, by the rules of Go's text/template: delimiters `{{` and
 * `}}`, trim markers, comments dropped. Ends with `end of file` or, at the first thing that is no
 * token, with `error`.
 */
export function lex(source: string): readonly Token[] {
  const lexer: Lexer = { source, at: 0, line: 1, tokens: [], depth: 0 };
  try {
    while (lexText(lexer)) lexAction(lexer);
    emit(lexer, "end of file", "");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    emit(lexer, "error", error.message);
  }
  return lexer.tokens;
}

interface Lexer {
  readonly source: string;
  readonly tokens: Token[];
  at: number;
  line: number;
  /** How many parentheses are open. */
  depth: number;
}

/** Takes the text up to the next action and any comments; false at the end of the source. */
function lexText(lexer: Lexer): boolean {
  for (;;) {
    const start = lexer.source.indexOf("{{", lexer.at);
    const text = lexer.source.slice(lexer.at, start < 0 ? undefined : start);
    if (start < 0) {
      take(lexer, "text", text);
      return false;
    }
    const trims = /^-[ \t\r\n]/.test(lexer.source.slice(start + 2, start + 4));
    take(lexer, "text", trims ? text.replace(/[ \t\r\n]+$/, "") : text);
    advance(lexer, start - lexer.at);
    if (!skipComment(lexer)) break;
  }
  take(lexer, "open", "{{");
  if (match(lexer, /-[ \t\r\n]/y) !== undefined) advance(lexer, 2);
  lexer.depth = 0;
  return true;
}

function skipComment(lexer: Lexer): boolean {
  if (match(lexer, /\{\{(?:-[ \t\r\n])?\/\*/y) === undefined) return false;
  const end = lexer.source.indexOf("*/", lexer.source.indexOf("/*", lexer.at) + 2);
  if (end < 0) throw new SyntaxError("the comment is not closed; write {{/* … */}}");
  advance(lexer, end + 2 - lexer.at);
  const close = match(lexer, closing);
  if (close === undefined) throw new SyntaxError("a comment must end just before the closing }}");
  advance(lexer, close.length);
  if (close !== "}}") advance(lexer, match(lexer, /[ \t\r\n]*/y)?.length ?? 0);
  return true;
}

const closing = /[ \t\r\n]-\}\}|\}\}/y;

/** Takes the inside of an action and its closing delimiter. */
function lexAction(lexer: Lexer): void {
  for (;;) {
    const close = match(lexer, closing);
    if (close !== undefined) {
      if (lexer.depth > 0) throw new SyntaxError("a left parenthesis is not closed");
      take(lexer, "close", close);
      if (close !== "}}") advance(lexer, match(lexer, /[ \t\r\n]*/y)?.length ?? 0);
      return;
    }
    lexItem(lexer);
  }
}

const word = "[\\p{L}\\p{Nd}_]";

/* The order matters: the first rule that matches wins. */
const rules: readonly (readonly [TokenKind, RegExp])[] = [
  ["space", /[ \t\r\n]+?(?=[ \t\r\n]-\}\})|[ \t\r\n]+/y],
  ["declare", /:=/y],
  ["assign", /=/y],
  ["pipe", /\|/y],
  ["string", /"(?:\\[^\n]|[^\\"\n])*"/y],
  ["raw string", /`[^`]*`/y],
  ["character", /'(?:\\[^\n]|[^\\'\n])*'/y],
  ["variable", new RegExp(`\\$${word}*`, "yu")],
  ["field", new RegExp(`\\.(?![0-9])${word}*`, "yu")],
  [
    "number",
    /(?=[-+.0-9])[-+]?(?:0[xX][\da-fA-F_]*(?:\.[\da-fA-F_]*)?(?:[pP][-+]?[\d_]*)?|0[oO][0-7_]*(?:\.[0-7_]*)?|0[bB][01_]*(?:\.[01_]*)?|[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?[\d_]*)?)i?/y,
  ],
  ["identifier", new RegExp(`${word}+`, "yu")],
  ["left parenthesis", /\(/y],
  ["right parenthesis", /\)/y],
];

function lexItem(lexer: Lexer): void {
  for (const [kind, pattern] of rules) {
    const text = match(lexer, pattern);
    if (text === undefined) continue;
    takeItem(lexer, kind, text);
    return;
  }
  lexOther(lexer);
}

function takeItem(lexer: Lexer, kind: TokenKind, text: string): void {
  const named = kindOfWord(kind, text);
  if (kind === "number") requireNumberEnd(lexer, text);
  if (kind === "variable" || kind === "field" || kind === "identifier") {
    requireTerminator(lexer, text);
  }
  if (kind === "left parenthesis") lexer.depth += 1;
  if (kind === "right parenthesis" && --lexer.depth < 0) {
    throw new SyntaxError("there is a right parenthesis without a left one");
  }
  take(lexer, named, text);
}

const keywords: readonly string[] =
  "block break continue define else end if range template with".split(" ");

function kindOfWord(kind: TokenKind, text: string): TokenKind {
  if (kind === "field" && text === ".") return "dot";
  if (kind !== "identifier") return kind;
  if (keywords.includes(text)) return "keyword";
  if (text === "nil") return "nil";
  return text === "true" || text === "false" ? "bool" : "identifier";
}

function requireTerminator(lexer: Lexer, text: string): void {
  const next = lexer.source.slice(lexer.at + text.length);
  if (next !== "" && !/^(?:[ \t\r\n.,|:()]|\}\})/.test(next)) {
    throw new SyntaxError(`unexpected ${quoteFirst(next)} after ${text}`);
  }
}

function requireNumberEnd(lexer: Lexer, text: string): void {
  const next = lexer.source.slice(lexer.at + text.length);
  if (new RegExp(`^${word}`, "u").test(next)) {
    throw new SyntaxError(`${text}${runes(next)[0] ?? ""} is not a number`);
  }
  if (text.endsWith("i") || /^[-+]/.test(next)) {
    throw new SyntaxError(`the complex number ${text} is not supported`);
  }
}

function lexOther(lexer: Lexer): void {
  const rest = lexer.source.slice(lexer.at);
  if (rest === "") throw new SyntaxError("the action is not closed; write }}");
  if (rest.startsWith('"')) throw new SyntaxError("the quoted string is not closed");
  if (rest.startsWith("`")) throw new SyntaxError("the raw quoted string is not closed");
  if (rest.startsWith("'")) throw new SyntaxError("the character constant is not closed");
  if (rest.startsWith(":")) throw new SyntaxError("expected := after the colon");
  if (!/^[!-~]/.test(rest)) throw new SyntaxError(`${quoteFirst(rest)} is unexpected in an action`);
  take(lexer, "punctuation", rest.slice(0, 1));
}

function quoteFirst(text: string): string {
  return JSON.stringify(runes(text)[0]);
}

function match(lexer: Lexer, pattern: RegExp): string | undefined {
  pattern.lastIndex = lexer.at;
  return pattern.exec(lexer.source)?.[0];
}

/** Emits a token (an empty text is none) and moves past it. */
function take(lexer: Lexer, kind: TokenKind, text: string): void {
  if (text === "") return;
  emit(lexer, kind, text);
  advance(lexer, text.length);
}

function emit(lexer: Lexer, kind: TokenKind, text: string): void {
  lexer.tokens.push({ kind, text, line: lexer.line });
}

function advance(lexer: Lexer, length: number): void {
  const passed = lexer.source.slice(lexer.at, lexer.at + length);
  lexer.line += passed.split("\n").length - 1;
  lexer.at += length;
}
