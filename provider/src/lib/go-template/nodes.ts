import type { Value } from "./values";

/** What a parsed template consists of: text and actions, in the order of the source. */
export type Node =
  | TextNode
  | ActionNode
  | BranchNode
  | RangeNode
  | TemplateNode
  | { readonly type: "break" | "continue"; readonly line: number };

/** Text that is copied to the output, trim markers already applied. */
export interface TextNode {
  readonly type: "text";
  readonly line: number;
  readonly text: string;
}

/** `{{pipeline}}`: printed unless it declares or assigns a variable. */
export interface ActionNode {
  readonly type: "action";
  readonly line: number;
  readonly pipe: PipeNode;
}

/** `{{if}}` and `{{with}}`; `else if` is an `if` alone in the `otherwise` list. */
export interface BranchNode {
  readonly type: "if" | "with";
  readonly line: number;
  readonly pipe: PipeNode;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[];
}

/** `{{range}}` with its optional `{{else}}`. */
export interface RangeNode extends Omit<BranchNode, "type"> {
  readonly type: "range";
}

/** `{{template "name" pipeline}}`, also what a `{{block}}` leaves in its place. */
export interface TemplateNode {
  readonly type: "template";
  readonly line: number;
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

/** Commands joined by `|`, with the variables (`$x`) that receive the result. */
export interface PipeNode {
  readonly type: "pipe";
  readonly line: number;
  readonly variables: readonly string[];
  readonly assigns: boolean;
  readonly commands: readonly CommandNode[];
}

/** One stage of a pipeline: an operand, or a function with its arguments. */
export interface CommandNode {
  readonly line: number;
  readonly operands: readonly [Operand, ...Operand[]];
}

/** Anything that can be an argument. */
export type Operand =
  | PipeNode
  | { readonly type: "dot" | "nil"; readonly line: number }
  | { readonly type: "identifier"; readonly line: number; readonly name: string }
  | { readonly type: "field"; readonly line: number; readonly path: readonly string[] }
  | {
      readonly type: "variable";
      readonly line: number;
      readonly name: string;
      readonly path: readonly string[];
    }
  | {
      readonly type: "chain";
      readonly line: number;
      readonly operand: Operand;
      readonly path: readonly string[];
    }
  | LiteralNode;

/** A constant; a number keeps both readings, as the parameter it meets decides which one counts. */
export type LiteralNode =
  | { readonly type: "bool"; readonly line: number; readonly value: boolean }
  | { readonly type: "string"; readonly line: number; readonly value: string }
  | { readonly type: "number"; readonly line: number; readonly number: NumberLiteral };

/** A number as written: its whole-number reading (if it has one), its float reading, its own type. */
export interface NumberLiteral {
  readonly text: string;
  readonly integer: bigint | undefined;
  readonly float: number;
  /** The value the constant has where any type fits; undefined when it fits none. */
  readonly ideal: Value;
}

/** Names an operand the way the template's author wrote it, for messages. */
export function describeOperand(operand: Operand): string {
  switch (operand.type) {
    case "dot":
      return ".";
    case "nil":
      return "nil";
    case "identifier":
      return operand.name;
    case "field":
      return dotted(operand.path);
    case "variable":
      return operand.name + dotted(operand.path);
    case "chain":
      return describeOperand(operand.operand) + dotted(operand.path);
    case "bool":
      return String(operand.value);
    case "string":
      return JSON.stringify(operand.value);
    case "number":
      return operand.number.text;
    case "pipe":
      return "(…)";
  }
}

function dotted(path: readonly string[]): string {
  return path.map((name) => `.${name}`).join("");
}
