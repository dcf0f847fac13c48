import type { ProviderFunction } from "../provider-function";
import type { Leaf } from "../schema/attribute";
import { checkLeaf, type LeafProblem } from "../schema/check-leaf";
import { terraformTypeOf } from "../schema/from-zod";
import { formatPath } from "../values/attribute-path";
import { conform } from "../values/conform";
import { holdsUnknown } from "../values/holds-unknown";
import type { TerraformValue } from "../values/terraform-value";
import type { CallFunctionRequest, CallFunctionResponse, FunctionError } from "./provider-server";
import { explainThrown } from "./run-handler";
import type { Session } from "./session";

/** CallFunction: checks the arguments, calls, checks the result. Never rejects. */
export async function callFunction(
  session: Session,
  request: CallFunctionRequest,
): Promise<CallFunctionResponse> {
  const { name } = request;
  try {
    const definition = session.function(name);
    if (definition === undefined)
      return failure(`This version of the provider has no function "${name}".`);
    const wrong = wrongArgument(definition, request.arguments);
    return wrong === undefined ? await call(name, definition, request.arguments) : { error: wrong };
  } catch (thrown) {
    const [first] = explainThrown({ typeName: `function ${name}`, operation: "call" }, thrown);
    return failure(first?.detail ?? `The function ${name} failed.`);
  }
}

async function call(
  name: string,
  definition: ProviderFunction,
  values: readonly TerraformValue[],
): Promise<CallFunctionResponse> {
  const names = Object.keys(definition.parameters);
  const named = Object.fromEntries(names.map((each, index) => [each, values[index] ?? null]));
  const outcome = await definition.call(named, values.slice(names.length));
  if ("error" in outcome) {
    const argument = names.indexOf(outcome.error.parameter ?? "");
    return failure(outcome.error.text, argument < 0 ? undefined : argument);
  }
  const { value, misfits } = conform(terraformTypeOf(definition.returns, name), outcome.result);
  const [misfit] = misfits;
  if (misfit !== undefined) return mistake(name, `${formatPath(misfit.path)} ${misfit.message}`);
  return holdsUnknown(value) ? mistake(name, "is unknown") : { result: value };
}

function wrongArgument(
  definition: ProviderFunction,
  values: readonly TerraformValue[],
): FunctionError | undefined {
  const leaves: readonly Leaf[] = Object.values(definition.parameters).map((each) => each.shape);
  for (const [argument, value] of values.entries()) {
    const leaf = leaves[argument] ?? definition.variadic?.shape;
    if (leaf === undefined) continue;
    const place = { path: [], isInSet: false, isSecret: false };
    const [wrong] = checkLeaf(leaf, terraformTypeOf(leaf, "argument"), value, place);
    if (wrong !== undefined) return { text: explain(wrong), argument };
  }
  return undefined;
}

function explain({ path, found, rule }: LeafProblem): string {
  const subject = ["The value", formatPath(path)].filter((part) => part !== "").join(" at ");
  return found === undefined ? `${subject} ${rule}.` : `${subject} is ${found}, but it ${rule}.`;
}

function failure(text: string, argument?: number): CallFunctionResponse {
  return { error: { text, ...(argument === undefined ? {} : { argument }) } };
}

function mistake(name: string, problem: string): CallFunctionResponse {
  return failure(
    `The result of ${name} ${problem}. This is a mistake of the provider; please report it.`,
  );
}
