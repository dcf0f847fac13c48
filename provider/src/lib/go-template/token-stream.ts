import { templateError } from "./errors";
import type { Token, TokenKind } from "./lex";
import type { TemplateFunction } from "./signature";

/** The tokens of a file, where the parser stands in them, and what it may call. */
export interface TokenStream {
  readonly file: string;
  readonly tokens: readonly Token[];
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  at: number;
}

/** The next token, left in place; a token that the lexer could not read throws its reason. */
export function peek(stream: TokenStream): Token {
  const token = stream.tokens[Math.min(stream.at, stream.tokens.length - 1)];
  if (token === undefined) throw new RangeError("a token stream ends with its last token");
  if (token.kind === "error") throw templateError(stream.file, token.line, token.text);
  return token;
}

/** Takes the next token. */
export function next(stream: TokenStream): Token {
  const token = peek(stream);
  stream.at += 1;
  return token;
}

/** Passes over space, and answers the token behind it, left in place. */
export function skipSpace(stream: TokenStream): Token {
  while (peek(stream).kind === "space") next(stream);
  return peek(stream);
}

/** Takes the next token that is no space, which must be of the given kind. */
export function expectToken(stream: TokenStream, kind: TokenKind, context: string): Token {
  const token = skipSpace(stream);
  if (token.kind !== kind) fail(stream, `unexpected ${describeToken(token)} in ${context}`, token);
  return next(stream);
}

/** Throws a TemplateError at a token, by default the one the parser took last. */
export function fail(stream: TokenStream, reason: string, at?: Token): never {
  const token = at ?? stream.tokens[Math.max(0, stream.at - 1)];
  throw templateError(stream.file, token?.line ?? 1, reason);
}

/** A token as messages show it. */
export function describeToken(token: Token): string {
  return token.kind === "end of file" ? token.kind : `"${token.text}"`;
}
