import { templateError } from "./errors";
import { evaluate } from "./evaluate";
import { fromJavaScript } from "./from-javascript";
import { catalogue } from "./functions/catalogue";
import { parse, type Template } from "./parse";
import type { MissingKey } from "./scope";
import type { TemplateFunction } from "./signature";

/** What a template may use besides the functions of text/template and sprig. */
export interface ParseOptions {
  readonly functions?: Readonly<Record<string, TemplateFunction>>;
}

/** How a template is rendered. */
export interface RenderOptions {
  /** What a key that a map lacks yields. @default "default": it prints `<no value>` */
  readonly missingKey?: MissingKey;
}

/**
 * Parses a Go template. `name` is the file that errors name. Throws a TemplateError for a
 * syntax error and for every function or construct that the engine does not support.
 */
export function parseTemplate(name: string, source: string, options: ParseOptions = {}): Template {
  return withinStack(name, () => parse(name, source, catalogue(options.functions ?? {})));
}

/**
 * Renders a parsed template with plain data (see fromJavaScript for the types it gets). The same
 * template and data give the same text, at any time and on any machine. Throws a TemplateError for
 * what goes wrong.
 */
export function renderTemplate(
  template: Template,
  data: unknown,
  options: RenderOptions = {},
): string {
  const values = fromJavaScript(data);
  return withinStack(template.name, () =>
    evaluate(template, values, options.missingKey ?? "default"),
  );
}

/** Parses and renders in one go. */
export function renderText(
  name: string,
  source: string,
  data: unknown,
  options: ParseOptions & RenderOptions = {},
): string {
  return renderTemplate(parseTemplate(name, source, options), data, options);
}

/* Thousands of parentheses or nested blocks exhaust the stack before any limit of ours. */
function withinStack<Result>(name: string, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw templateError(name, 1, "the template is nested too deeply", error);
  }
}
