import { reasonOf, templateError } from "./errors";
import type { Token, TokenKind } from "./lex";
import { characterNumber, parseNumber, unquote } from "./literals";
import { describeOperand, type CommandNode, type Operand, type PipeNode } from "./nodes";
import { refusalOf } from "./functions/refused";
import { describeToken, fail, next, peek, skipSpace, type TokenStream } from "./token-stream";

/**
 * Parses a pipeline up to and including the token `end`, and adds the variables it declares to
 * `variables`; `mayDeclare` is 2 for a range and 1 elsewhere.
 */
export function parsePipeline(
  stream: TokenStream,
  variables: string[],
  context: string,
  end: TokenKind,
  mayDeclare: 1 | 2 = 1,
): PipeNode {
  const { line } = skipSpace(stream);
  const declaration = parseDeclaration(stream, variables, context, mayDeclare);
  const commands: CommandNode[] = [];
  while (skipSpace(stream).kind !== end) {
    commands.push(parseCommand(stream, variables, context));
  }
  next(stream);
  checkStages(stream, commands, context);
  return { type: "pipe", line, ...declaration, commands };
}

function parseDeclaration(
  stream: TokenStream,
  variables: string[],
  context: string,
  mayDeclare: number,
): { variables: readonly string[]; assigns: boolean } {
  const start = stream.at;
  const names: string[] = [];
  while (skipSpace(stream).kind === "variable") {
    names.push(next(stream).text);
    const after = skipSpace(stream);
    if (after.kind === "declare" || after.kind === "assign") {
      next(stream);
      variables.push(...names);
      return { variables: names, assigns: after.kind === "assign" };
    }
    if (after.text !== ",") break;
    if (names.length === mayDeclare) fail(stream, `too many variables in ${context}`, after);
    next(stream);
  }
  if (names.length > 1 || skipSpace(stream).text === ",") {
    fail(stream, `a := is missing behind the variables of ${context}`, peek(stream));
  }
  stream.at = start;
  return { variables: [], assigns: false };
}

function parseCommand(stream: TokenStream, variables: string[], context: string): CommandNode {
  const { line } = peek(stream);
  const operands: Operand[] = [];
  for (;;) {
    skipSpace(stream);
    const operand = parseOperand(stream, variables);
    if (operand !== undefined) operands.push(operand);
    const token = peek(stream);
    if (token.kind === "space") continue;
    if (token.kind === "pipe") next(stream);
    else if (token.kind !== "close" && token.kind !== "right parenthesis") {
      fail(stream, `unexpected ${describeToken(token)} in ${context}`, token);
    }
    break;
  }
  const [first, ...rest] = operands;
  if (first === undefined) return fail(stream, "a command is empty");
  checkLiterals(stream, first, rest, line);
  return { line, operands: [first, ...rest] };
}

function parseOperand(stream: TokenStream, variables: string[]): Operand | undefined {
  const term = parseTerm(stream, variables);
  if (term === undefined || peek(stream).kind !== "field") return term;
  const { line } = peek(stream);
  const path: string[] = [];
  while (peek(stream).kind === "field") path.push(next(stream).text.slice(1));
  switch (term.type) {
    case "field":
    case "variable":
      return { ...term, path: [...term.path, ...path] };
    case "pipe":
    case "identifier":
      return { type: "chain", line, operand: term, path };
    default:
      return fail(stream, `${describeOperand(term)} has no fields`);
  }
}

function parseTerm(stream: TokenStream, variables: string[]): Operand | undefined {
  const token = peek(stream);
  const { line, text } = token;
  const take = (operand: Operand): Operand => {
    next(stream);
    return operand;
  };
  switch (token.kind) {
    case "identifier":
      requireFunction(stream, token);
      return take({ type: "identifier", line, name: text });
    case "dot":
    case "nil":
      return take({ type: token.kind, line });
    case "variable":
      if (!variables.includes(text)) fail(stream, `the variable ${text} is not declared`, token);
      return take({ type: "variable", line, name: text, path: [] });
    case "field":
      return take({ type: "field", line, path: [text.slice(1)] });
    case "bool":
    case "number":
    case "character":
    case "string":
    case "raw string":
      return take(parseLiteral(stream, token));
    case "left parenthesis":
      next(stream);
      return parsePipeline(stream, variables, "parentheses", "right parenthesis");
    default:
      return undefined;
  }
}

function parseLiteral(stream: TokenStream, token: Token): Operand {
  const { kind, line, text } = token;
  try {
    if (kind === "bool") return { type: "bool", line, value: text === "true" };
    if (kind === "number") return { type: "number", line, number: parseNumber(text) };
    if (kind === "character") return { type: "number", line, number: characterNumber(text) };
    return { type: "string", line, value: unquote(text) };
  } catch (error) {
    throw templateError(stream.file, line, reasonOf(error), error);
  }
}

function requireFunction(stream: TokenStream, token: Token): void {
  if (stream.functions.has(token.text)) return;
  fail(stream, `function "${token.text}" is not supported: ${refusalOf(token.text)}`, token);
}

function checkLiterals(
  stream: TokenStream,
  first: Operand,
  args: readonly Operand[],
  line: number,
): void {
  if (first.type !== "identifier") return;
  const literals = args.map((arg) => (arg.type === "string" ? arg.value : undefined));
  try {
    stream.functions.get(first.name)?.checkLiterals?.(literals);
  } catch (error) {
    throw templateError(stream.file, line, `${first.name}: ${reasonOf(error)}`, error);
  }
}

/* A later stage gets the result before it as an argument, so it must be something that takes one. */
function checkStages(stream: TokenStream, commands: readonly CommandNode[], context: string): void {
  if (commands.length === 0) fail(stream, `a value is missing in ${context}`);
  for (const { operands } of commands.slice(1)) {
    if (["bool", "dot", "nil", "number", "string"].includes(operands[0].type)) {
      fail(stream, `${describeOperand(operands[0])} cannot take the result of a pipe`);
    }
  }
}
