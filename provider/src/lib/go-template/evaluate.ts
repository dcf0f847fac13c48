import { reasonOf } from "./errors";
import { evaluatePipeline } from "./evaluate-pipeline";
import { formatPrinted } from "./format-value";
import { isUnicode } from "./go-text";
import type { BranchNode, Node, RangeNode, TemplateNode } from "./nodes";
import type { Template } from "./parse";
import { failAt, findVariable, type MissingKey, type Scope } from "./scope";
import { sortedEntries } from "./sorted-entries";
import { int, isInteger, isList, isMap, isNothing, isTrue, typeName } from "./values";
import type { GoInteger, Value } from "./values";

/** How a list of nodes ended: at its end, or by a jump that the surrounding range consumes. */
type Completion = "end" | "break" | "continue";

/* Go allows 100,000, which the JavaScript stack does not. */
const deepestCall = 500;

/* A range over an integer or a runaway loop must not fill the memory. */
const longestRange = 1_000_000;

/** Renders a parsed template's main body; everything that goes wrong is a TemplateError. */
export function evaluate(template: Template, data: Value, missingKey: MissingKey): string {
  const run = { template, missingKey, output: [] as string[] };
  const variables = [{ name: "$", value: data }];
  walkAll({ run, dot: data, variables, depth: 0 }, template.bodies.get(template.name) ?? []);
  return run.output.join("");
}

function walkAll(scope: Scope, nodes: readonly Node[]): Completion {
  for (const node of nodes) {
    const completion = walk(scope, node);
    if (completion !== "end") return completion;
  }
  return "end";
}

function walk(scope: Scope, node: Node): Completion {
  switch (node.type) {
    case "text":
      scope.run.output.push(node.text);
      return "end";
    case "action": {
      const value = evaluatePipeline(scope, node.pipe);
      if (node.pipe.variables.length === 0) print(scope, node, value);
      return "end";
    }
    case "if":
    case "with":
      return forgettingVariables(scope, () => walkBranch(scope, node));
    case "range":
      return forgettingVariables(scope, () => walkRange(scope, node));
    case "template":
      walkTemplate(scope, node);
      return "end";
    case "break":
    case "continue":
      return node.type;
  }
}

function print(scope: Scope, node: Node, value: Value): void {
  const text = formatAt(scope, node, value);
  if (!isUnicode(text)) {
    failAt(scope, node, "the value is not valid UTF-8 and so cannot stand in a text file");
  }
  scope.run.output.push(text);
}

/* A dictionary that was set into itself has no end. */
function formatAt(scope: Scope, node: Node, value: Value): string {
  try {
    return formatPrinted(value);
  } catch (error) {
    return failAt(scope, node, `the value cannot be printed: ${reasonOf(error)}`, error);
  }
}

function forgettingVariables(scope: Scope, body: () => Completion): Completion {
  const mark = scope.variables.length;
  const completion = body();
  scope.variables.length = mark;
  return completion;
}

function walkBranch(scope: Scope, node: BranchNode): Completion {
  const value = evaluatePipeline(scope, node.pipe);
  if (!isTrue(value)) return walkAll(scope, node.otherwise);
  return walkAll(node.type === "with" ? { ...scope, dot: value } : scope, node.body);
}

function walkRange(scope: Scope, node: RangeNode): Completion {
  const items = itemsOf(scope, node, evaluatePipeline(scope, node.pipe));
  if (items.length === 0) return walkEmptyRange(scope, node);
  for (const [key, item] of items) {
    const completion = forgettingVariables(scope, () => {
      bindItem(scope, node, key, item);
      return walkAll({ ...scope, dot: item }, node.body);
    });
    if (completion === "break") break;
  }
  return "end";
}

/*
 * A break within {{else}} ends only this range, while a continue is the surrounding range's: so it
 * is in Go.
 */
function walkEmptyRange(scope: Scope, node: RangeNode): Completion {
  const completion = walkAll(scope, node.otherwise);
  return completion === "break" ? "end" : completion;
}

type Item = readonly [key: Value, item: Value];

function itemsOf(scope: Scope, node: RangeNode, value: Value): readonly Item[] {
  if (isNothing(value)) return [];
  if (isList(value)) return value.items.map((item, index): Item => [int(index), item]);
  if (isMap(value)) return sortedEntries(value);
  if (isInteger(value) && node.pipe.variables.length < 2) return countUpTo(scope, node, value);
  return failAt(scope, node, `{{range}} cannot go over a value of type ${typeName(value)}`);
}

function countUpTo(scope: Scope, node: RangeNode, end: GoInteger): readonly Item[] {
  const length = Math.max(0, Number(end.value));
  if (length > longestRange) {
    failAt(scope, node, `{{range}} over ${length} exceeds the limit of ${longestRange} turns`);
  }
  return Array.from({ length }, (_, index): Item => {
    const item = { ...end, value: BigInt(index) };
    return [item, item];
  });
}

/* The pipeline gave its variables the whole range as their value; each turn gives them an item. */
function bindItem(scope: Scope, node: RangeNode, key: Value, item: Value): void {
  const names = node.pipe.variables;
  const values = names.length > 1 ? [key, item] : [item];
  names.forEach((name, index) => {
    const variable = findVariable(scope, name);
    if (variable !== undefined) variable.value = values[index];
  });
}

function walkTemplate(scope: Scope, node: TemplateNode): void {
  const body = scope.run.template.bodies.get(node.name);
  if (body === undefined) return failAt(scope, node, `template "${node.name}" is not defined`);
  if (scope.depth === deepestCall) {
    failAt(scope, node, `templates call each other more than ${deepestCall} levels deep`);
  }
  const dot = node.pipe === undefined ? undefined : evaluatePipeline(scope, node.pipe);
  const variables = [{ name: "$", value: dot }];
  walkAll({ run: scope.run, dot, variables, depth: scope.depth + 1 }, body);
}
