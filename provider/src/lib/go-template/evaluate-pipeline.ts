import { evaluateField, type Call } from "./evaluate-field";
import { isTemplateError, reasonOf } from "./errors";
import { describeOperand, type CommandNode, type Operand, type PipeNode } from "./nodes";
import { failAt, findVariable, type Scope } from "./scope";
import { admit, parameterTypeName, type TemplateFunction } from "./signature";
import type { Argument, ParameterType } from "./signature";
import { isTrue, type Value } from "./values";

/** The value of a pipeline; declares or sets the variables in front of it. */
export function evaluatePipeline(scope: Scope, pipe: PipeNode): Value {
  let piped: Piped;
  for (const command of pipe.commands) {
    piped = { value: evaluateCommand(scope, command, piped) ?? undefined };
  }
  const value = piped?.value;
  for (const name of pipe.variables) bindVariable(scope, pipe, name, value);
  return value;
}

/** The value that `|` hands on; undefined at the first stage. */
type Piped = { readonly value: Value } | undefined;

function bindVariable(scope: Scope, pipe: PipeNode, name: string, value: Value): void {
  if (!pipe.assigns) {
    scope.variables.push({ name, value });
    return;
  }
  const variable = findVariable(scope, name);
  if (variable === undefined) return failAt(scope, pipe, `the variable ${name} is not declared`);
  variable.value = value;
}

function evaluateCommand(scope: Scope, command: CommandNode, piped: Piped): Value {
  const [first, ...args] = command.operands;
  if (first.type === "identifier") return callFunction(scope, first, args, piped);
  if (first.type === "nil") return failAt(scope, first, "nil alone is not a command");
  if ("path" in first && first.path.length > 0) return followPath(scope, first, args, piped);
  if (args.length > 0 || piped !== undefined) {
    failAt(scope, first, `${describeOperand(first)} is not a function and takes no arguments`);
  }
  return evaluateOperand(scope, first);
}

function evaluateOperand(scope: Scope, operand: Operand): Value {
  switch (operand.type) {
    case "dot":
      return scope.dot;
    case "nil":
      return null;
    case "identifier":
      return callFunction(scope, operand, [], undefined);
    case "pipe":
      return evaluatePipeline(scope, operand);
    case "field":
    case "variable":
    case "chain":
      return followPath(scope, operand, [], undefined);
    case "bool":
    case "string":
      return operand.value;
    case "number":
      return operand.number.ideal ?? failAt(scope, operand, `${operand.number.text} is too large`);
  }
}

type PathOperand = Extract<Operand, { readonly path: readonly string[] }>;

/* Arguments belong to the last name of a path, which then has to be a method. */
function followPath(
  scope: Scope,
  operand: PathOperand,
  args: readonly Operand[],
  piped: Piped,
): Value {
  const call: Call = {
    count: args.length + (piped === undefined ? 0 : 1),
    evaluate: () => [
      ...args.map((arg) => evaluateOperand(scope, arg)),
      ...(piped === undefined ? [] : [piped.value]),
    ],
  };
  const last = operand.path.length - 1;
  return operand.path.reduce(
    (receiver, name, index) =>
      evaluateField(scope, operand, receiver, name, index === last ? call : noCall),
    startOfPath(scope, operand),
  );
}

const noCall: Call = { count: 0, evaluate: () => [] };

function startOfPath(scope: Scope, operand: PathOperand): Value {
  if (operand.type === "field") return scope.dot;
  if (operand.type === "chain") return evaluateOperand(scope, operand.operand);
  const variable = findVariable(scope, operand.name);
  if (variable === undefined) {
    return failAt(scope, operand, `the variable ${operand.name} is not declared`);
  }
  return variable.value;
}

type Identifier = Extract<Operand, { readonly type: "identifier" }>;

function callFunction(
  scope: Scope,
  node: Identifier,
  args: readonly Operand[],
  piped: Piped,
): Value {
  const callee = scope.run.template.functions.get(node.name);
  if (callee === undefined) return failAt(scope, node, `function "${node.name}" is not supported`);
  checkCount(scope, node, callee, args.length + (piped === undefined ? 0 : 1));
  const evaluators = args.map(
    (arg, index) => () => evaluateArgument(scope, arg, parameterAt(callee, index)),
  );
  if (piped !== undefined) {
    const type = parameterAt(callee, args.length);
    evaluators.push(() => admitAt(scope, node, type, piped.value));
  }
  if (callee.stopsAt !== undefined) return untilTruth(evaluators, callee.stopsAt);
  return callAt(
    scope,
    node,
    callee,
    evaluators.map((evaluate) => evaluate()),
  );
}

function checkCount(scope: Scope, node: Identifier, callee: TemplateFunction, count: number): void {
  const wanted = callee.parameters.length;
  if (callee.rest === undefined ? count === wanted : count >= wanted) return;
  const rule = callee.rest === undefined ? `${wanted}` : `at least ${wanted}`;
  failAt(
    scope,
    node,
    `${node.name} takes ${rule} argument${wanted === 1 ? "" : "s"}, got ${count}`,
  );
}

function parameterAt(callee: TemplateFunction, index: number): ParameterType {
  return callee.parameters[index] ?? callee.rest ?? "any";
}

/* `and` and `or` answer the argument that decides, or else the last one. */
function untilTruth(evaluators: readonly (() => Argument)[], truth: boolean): Value {
  let value: Argument = null;
  for (const evaluate of evaluators) {
    value = evaluate();
    if (isTrue(value) === truth) break;
  }
  return value;
}

function callAt(
  scope: Scope,
  node: Identifier,
  callee: TemplateFunction,
  args: readonly Argument[],
): Value {
  try {
    return callee.call(args);
  } catch (error) {
    if (isTemplateError(error)) throw error;
    return failAt(scope, node, `${node.name}: ${reasonOf(error)}`, error);
  }
}

/* A literal has the type of its parameter, so `3` can be a float64; values keep the type they have. */
function evaluateArgument(scope: Scope, operand: Operand, type: ParameterType): Argument {
  if (operand.type === "number" && type === "int" && operand.number.integer !== undefined) {
    return Number(operand.number.integer);
  }
  if (operand.type === "number" && type === "float64") return operand.number.float;
  if (operand.type === "nil" && type !== "any" && type !== "map") {
    failAt(scope, operand, `nil cannot be a ${parameterTypeName(type)}`);
  }
  const value = operand.type === "nil" ? undefined : evaluateOperand(scope, operand);
  return admitAt(scope, operand, type, value);
}

function admitAt(scope: Scope, node: Operand, type: ParameterType, value: Value): Argument {
  try {
    return admit(type, value);
  } catch (error) {
    return failAt(scope, node, `${describeOperand(node)}: ${reasonOf(error)}`, error);
  }
}
