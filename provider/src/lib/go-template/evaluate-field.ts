import { reasonOf } from "./errors";
import { describeOperand, type Operand } from "./nodes";
import { failAt, type Scope } from "./scope";
import { isMap, isObject, typeName, type GoMap, type GoMethod, type Value } from "./values";

/** The arguments that stand behind a field; only a method has a use for them. */
export interface Call {
  readonly count: number;
  readonly evaluate: () => readonly Value[];
}

/** The value of `.name` in a receiver: a map's entry, or the answer of a method. */
export function evaluateField(
  scope: Scope,
  operand: Operand,
  receiver: Value,
  name: string,
  call: Call,
): Value {
  if (receiver === undefined && scope.run.missingKey !== "error") return undefined;
  const method = isObject(receiver) ? receiver.method(name) : undefined;
  if (method !== undefined) return callMethod(scope, operand, name, method, call);
  if (!isMap(receiver)) {
    const where = `${describeOperand(operand)}: a value of type ${typeName(receiver)}`;
    return failAt(scope, operand, `${where} has no field ${name}`);
  }
  if (call.count > 0) return failAt(scope, operand, `.${name} is no method and takes no arguments`);
  return entryOf(scope, operand, receiver, name);
}

function entryOf(scope: Scope, operand: Operand, receiver: GoMap, name: string): Value {
  if (receiver.entries.has(name)) return receiver.entries.get(name);
  switch (scope.run.missingKey) {
    case "default":
      return undefined;
    case "zero":
      return receiver.element === "string" ? "" : null;
    case "error":
      return failAt(scope, operand, `${describeOperand(operand)}: there is no key "${name}"`);
  }
}

function callMethod(
  scope: Scope,
  operand: Operand,
  name: string,
  method: GoMethod,
  call: Call,
): Value {
  if (call.count !== method.arity) {
    return failAt(scope, operand, `.${name} takes ${method.arity} arguments, got ${call.count}`);
  }
  try {
    return method.call(call.evaluate());
  } catch (error) {
    return failAt(scope, operand, `.${name}: ${reasonOf(error)}`, error);
  }
}
