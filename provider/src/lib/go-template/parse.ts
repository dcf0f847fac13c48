import { templateError, reasonOf } from "./errors";
import { lex } from "./lex";
import { unquote } from "./literals";
import type { BranchNode, Node, PipeNode, RangeNode } from "./nodes";
import { parsePipeline } from "./parse-pipeline";
import type { TemplateFunction } from "./signature";
import { fail, next, peek, expectToken, skipSpace, type TokenStream } from "./token-stream";

/** A parsed file: its own body and those of the templates it defines, by name. */
export interface Template {
  readonly name: string;
  readonly bodies: ReadonlyMap<string, readonly Node[]>;
  readonly functions: ReadonlyMap<string, TemplateFunction>;
}

/**
 * Parses the source of a Go template; functions missing from `functions` and everything else the engine
 * lacks throw a TemplateError here, so that a parsed template holds only what can be rendered.
 */
export function parse(
  name: string,
  source: string,
  functions: ReadonlyMap<string, TemplateFunction>,
): Template {
  const bodies = new Map<string, readonly Node[]>();
  const stream = { file: name, tokens: lex(source), at: 0, functions };
  const file: Parsing = { stream, bodies, variables: ["$"], rangeDepth: 0 };
  const body = parseTopLevel(file);
  define(file, name, body);
  return { name, bodies, functions };
}

/** The state while one template body is parsed; bodies within a file share stream and definitions. */
interface Parsing {
  readonly stream: TokenStream;
  readonly bodies: Map<string, readonly Node[]>;
  readonly variables: string[];
  rangeDepth: number;
}

function parseTopLevel(parsing: Parsing): readonly Node[] {
  const { stream } = parsing;
  const body: Node[] = [];
  while (peek(stream).kind !== "end of file") {
    if (takesDefinition(stream)) {
      parseDefinition(parsing);
      continue;
    }
    const item = parseItem(parsing);
    if ("ends" in item) fail(stream, `{{${item.ends}}} without an action that it belongs to`);
    body.push(item);
  }
  return body;
}

function takesDefinition(stream: TokenStream): boolean {
  const start = stream.at;
  if (next(stream).kind === "open" && skipSpace(stream).text === "define") {
    next(stream);
    return true;
  }
  stream.at = start;
  return false;
}

function parseDefinition(parsing: Parsing): void {
  const { line } = peek(parsing.stream);
  const name = parseName(parsing.stream, "define");
  expectToken(parsing.stream, "close", "{{define}}");
  parseBody(parsing, name, { keyword: "define", line });
}

/** The action that an `{{end}}` belongs to. */
interface Opener {
  readonly keyword: string;
  readonly line: number;
}

function parseBody(parsing: Parsing, name: string, opener: Opener): void {
  const inner: Parsing = { ...parsing, variables: ["$"], rangeDepth: 0 };
  const { nodes, ends } = parseList(inner, opener);
  if (ends !== "end") fail(parsing.stream, `unexpected {{${ends}}} in {{${opener.keyword}}}`);
  define(inner, name, nodes);
}

/** Records a body; a blank one gives way to another of the same name, two real ones are an error. */
function define(parsing: Parsing, name: string, body: readonly Node[]): void {
  const known = parsing.bodies.get(name);
  if (known === undefined || isBlank(known)) parsing.bodies.set(name, body);
  else if (!isBlank(body)) fail(parsing.stream, `the template "${name}" is defined twice`);
}

function isBlank(body: readonly Node[]): boolean {
  return body.every((node) => node.type === "text" && node.text.trim() === "");
}

/**
 * What ends a list of nodes: `{{end}}`, `{{else}}` or the `{{else` of an else-if, its keyword
 * pending.
 */
interface ListEnd {
  readonly ends: "end" | "else" | "else if" | "else with";
}

function parseList(
  parsing: Parsing,
  opener: Opener,
): ListEnd & { readonly nodes: readonly Node[] } {
  const nodes: Node[] = [];
  while (skipSpace(parsing.stream).kind !== "end of file") {
    const item = parseItem(parsing);
    if ("ends" in item) return { nodes, ends: item.ends };
    nodes.push(item);
  }
  const { file } = parsing.stream;
  throw templateError(file, opener.line, `{{${opener.keyword}}} is not closed; write {{end}}`);
}

function parseItem(parsing: Parsing): Node | ListEnd {
  const token = next(parsing.stream);
  if (token.kind === "text") return { type: "text", line: token.line, text: token.text };
  if (token.kind !== "open") return fail(parsing.stream, `unexpected ${token.text}`, token);
  const first = skipSpace(parsing.stream);
  if (first.kind !== "keyword") return parseAction(parsing, first.line);
  next(parsing.stream);
  return parseKeyword(parsing, first.text, first.line);
}

function parseAction(parsing: Parsing, line: number): Node {
  return { type: "action", line, pipe: pipeline(parsing, "an action") };
}

function pipeline(parsing: Parsing, context: string): PipeNode {
  return parsePipeline(parsing.stream, parsing.variables, context, "close");
}

function parseKeyword(parsing: Parsing, keyword: string, line: number): Node | ListEnd {
  switch (keyword) {
    case "if":
    case "with":
      return parseBranch(parsing, keyword, line);
    case "range":
      return parseRange(parsing, line);
    case "template":
      return parseTemplateCall(parsing, line);
    case "block":
      return parseBlock(parsing, line);
    case "break":
    case "continue":
      return parseJump(parsing, keyword, line);
    case "end":
      expectToken(parsing.stream, "close", "{{end}}");
      return { ends: "end" };
    case "else":
      return parseElse(parsing.stream);
    default:
      return fail(parsing.stream, `{{${keyword}}} is allowed only at the top level of a file`);
  }
}

function parseElse(stream: TokenStream): ListEnd {
  const { text, kind } = skipSpace(stream);
  if (kind === "keyword" && (text === "if" || text === "with")) {
    next(stream);
    return { ends: `else ${text}` };
  }
  expectToken(stream, "close", "{{else}}");
  return { ends: "else" };
}

/** Parses from behind the keyword to the `{{end}}`; variables declared within go out of scope. */
function parseBranch(parsing: Parsing, type: "if" | "with", line: number): BranchNode {
  const scope = parsing.variables.length;
  const pipe = pipeline(parsing, `{{${type}}}`);
  const opener = { keyword: type, line };
  const { nodes: body, ends } = parseList(parsing, opener);
  const otherwise = parseOtherwise(parsing, opener, ends);
  parsing.variables.length = scope;
  return { type, line, pipe, body, otherwise };
}

function parseOtherwise(parsing: Parsing, opener: Opener, ends: ListEnd["ends"]): readonly Node[] {
  if (ends === "end") return [];
  if (ends === "else") return parseLastList(parsing, opener);
  const { line } = peek(parsing.stream);
  if (ends === "else if" && opener.keyword === "if") return [parseBranch(parsing, "if", line)];
  if (ends === "else with" && opener.keyword === "with") {
    return [parseBranch(parsing, "with", line)];
  }
  return fail(parsing.stream, `{{${ends}}} does not fit {{${opener.keyword}}}`);
}

function parseLastList(parsing: Parsing, opener: Opener): readonly Node[] {
  const { nodes, ends } = parseList(parsing, opener);
  return ends === "end" ? nodes : fail(parsing.stream, `expected {{end}}, found {{${ends}}}`);
}

function parseRange(parsing: Parsing, line: number): RangeNode {
  const scope = parsing.variables.length;
  const pipe = parsePipeline(parsing.stream, parsing.variables, "{{range}}", "close", 2);
  parsing.rangeDepth += 1;
  const opener = { keyword: "range", line };
  const { nodes: body, ends } = parseList(parsing, opener);
  parsing.rangeDepth -= 1;
  const otherwise = parseOtherwise(parsing, opener, ends);
  parsing.variables.length = scope;
  return { type: "range", line, pipe, body, otherwise };
}

function parseJump(parsing: Parsing, type: "break" | "continue", line: number): Node {
  expectToken(parsing.stream, "close", `{{${type}}}`);
  if (parsing.rangeDepth === 0) fail(parsing.stream, `{{${type}}} outside {{range}}`);
  return { type, line };
}

function parseTemplateCall(parsing: Parsing, line: number): Node {
  const name = parseName(parsing.stream, "template");
  if (skipSpace(parsing.stream).kind === "close") {
    next(parsing.stream);
    return { type: "template", line, name, pipe: undefined };
  }
  return { type: "template", line, name, pipe: pipeline(parsing, "{{template}}") };
}

function parseBlock(parsing: Parsing, line: number): Node {
  const name = parseName(parsing.stream, "block");
  const pipe = pipeline(parsing, "{{block}}");
  parseBody(parsing, name, { keyword: "block", line });
  return { type: "template", line, name, pipe };
}

function parseName(stream: TokenStream, keyword: string): string {
  const token = skipSpace(stream);
  if (token.kind !== "string" && token.kind !== "raw string") {
    return fail(stream, `{{${keyword}}} wants a name in quotes`, token);
  }
  next(stream);
  try {
    return unquote(token.text);
  } catch (error) {
    throw templateError(stream.file, token.line, reasonOf(error), error);
  }
}
