import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { page, type Page } from "./page";
import { wordsOf } from "./words-of";

/** Every title that the provider gives a message, and every mistake that the constructs report, in the sources' own words. */
export function errorsPage(root: string): Page {
  const sources = sourcesIn(join(root, "provider/src"));
  const provider = sources.flatMap(diagnosticsOf);
  const titled = new Set(provider.map(([, text]) => text));
  const reasons = new Set(sources.flatMap(reasonsOf).filter((text) => !titled.has(text)));
  const constructs = sourcesIn(join(root, "constructs/src")).flatMap(mistakesOf);
  const front = {
    title: "Index of messages",
    description: "Every error and warning of the provider and of the constructs, to be searched.",
  };
  return page("guides/errors.md", front, [
    "# Index of messages",
    "Search this page for the title of a message or for a few of its words. `<name>` stands for what differs from case to case, `…` for what the machine said. What to do follows in the message itself; [troubleshooting](troubleshooting.md) says how to go about a failed apply.",
    "## Provider",
    ["| title | text |", "|---|---|", ...rows(provider)].join("\n"),
    "## Reasons",
    "Why a machine was not reached or a step failed. They stand in the text of an error, behind the host and the step; some are put together from parts.",
    [...reasons]
      .sort(byLetters)
      .map((text) => `- ${cell(text)}`)
      .join("\n"),
    "## Constructs",
    "Thrown or reported at synth, with the path of the construct and the field in front.",
    ["| rule | cure |", "|---|---|", ...rows(constructs)].join("\n"),
  ]);
}

/** A title or a rule, and what goes with it. */
type Entry = readonly [string, string];

function rows(entries: readonly Entry[]): readonly string[] {
  const unique = new Map(
    entries.map(([head, tail]) => [`${head}\n${tail}`, [head, tail] as const]),
  );
  return [...unique.values()]
    .sort(([one], [other]) => byLetters(one, other))
    .map((cells) => `| ${cells.map(cell).join(" | ")} |`);
}

function byLetters(one: string, other: string): number {
  return one.toLowerCase() < other.toLowerCase() ? -1 : 1;
}

// `<name>` outside of code would be an HTML tag.
function cell(text: string): string {
  const line = text.replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|");
  return line.replace(/(`[^`]*`)|</g, (_all, code?: string) => code ?? "\\<");
}

function diagnosticsOf(source: ts.SourceFile): readonly Entry[] {
  return nodesOf(source).flatMap((node) => {
    const title = wordsOf(node);
    if (title === undefined || !isTitle(title) || isType(node)) return [];
    const detail = detailOf(node);
    return detail === undefined && !isSummary(node) ? [] : [[title, detail ?? ""] as const];
  });
}

const TITLE = /^(?:[A-Z][\w-]*|<[\w ]+>|\d+)(?: (?:[A-Z][\w-]*|<[\w ]+>|\d+|…))+$/;

function isTitle(text: string): boolean {
  return TITLE.test(text) && !text.startsWith("<host> <");
}

function isType({ parent }: ts.Node): boolean {
  return ts.isLiteralTypeNode(parent);
}

function isSummary({ parent }: ts.Node): boolean {
  return ts.isPropertyAssignment(parent) && parent.name.getText() === "summary";
}

// A title is the property `summary` beside `detail`, or an argument before the one with the text; or, spread from a function
// that takes only the title, beside `detail`.
function detailOf(title: ts.Node): string | undefined {
  const call = title.parent;
  if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return besides(call.parent);
  const given = call.arguments ?? ([] as readonly ts.Expression[]);
  const next = given[given.indexOf(title as ts.Expression) + 1];
  if (next !== undefined) return wordsOf(next);
  return ts.isSpreadAssignment(call.parent) ? besides(call.parent.parent) : undefined;
}

function besides(object: ts.Node): string | undefined {
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  const values = object.properties.filter(ts.isPropertyAssignment);
  const detail =
    values.find(({ name }) => name.getText() === "detail") ??
    values.find(({ name }) => name.getText() === "cure");
  return detail === undefined ? undefined : wordsOf(detail.initializer);
}

const FEWEST_WORDS = 5;

/** Sentences in files that make errors, and those that an error is made with anywhere. */
function reasonsOf(source: ts.SourceFile): readonly string[] {
  return sentencesOf(source, source.fileName.endsWith("errors.ts"));
}

function sentencesOf(node: ts.Node, isOfErrors: boolean): readonly string[] {
  const words = wordsOf(node)?.trim();
  if (words !== undefined) {
    const isSentence = words.split(/\s+/).length >= FEWEST_WORDS && !isTitle(words);
    return isOfErrors && isSentence ? [words] : [];
  }
  const makesError = ts.isNewExpression(node) && node.expression.getText().endsWith("Error");
  return childrenOf(node).flatMap((child) => sentencesOf(child, isOfErrors || makesError));
}

/** Calls of `mistake` and `mistakeText`, which end with the rule and the cure. */
function mistakesOf(source: ts.SourceFile): readonly Entry[] {
  return nodesOf(source).flatMap((node) => {
    if (!ts.isCallExpression(node) || !node.expression.getText().startsWith("mistake")) return [];
    const [rule, cure] = node.arguments.slice(-2).map(wordsOf);
    return rule === undefined || cure === undefined ? [] : [[rule, cure] as const];
  });
}

function sourcesIn(folder: string): readonly ts.SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.includes("generated"))
    .sort()
    .map((path) => {
      const text = readFileSync(join(folder, path), "utf8");
      return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    });
}

function nodesOf(node: ts.Node): readonly ts.Node[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  node.forEachChild((child) => void children.push(child));
  return children;
}
