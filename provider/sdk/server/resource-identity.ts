import type { Diagnostic } from "../diagnostics";
import type { Resource } from "../resource";
import { compileIdentity } from "../schema/compile-identity";
import type { Schema } from "../schema/define-schema";
import { identityType } from "../schema/block-type";
import { conform } from "../values/conform";
import { formatPath } from "../values/attribute-path";
import { isTerraformObject } from "../values/terraform-value";
import { explainThrown, handlerMistake, type HandlerSite } from "./run-handler";
import type { WholeValue } from "./provider-server";
import type { Loaded } from "./session";

/** The identity of an object, or why it could not be told. */
export interface IdentityOutcome {
  readonly identity: WholeValue;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The identity of a state by the resource's own rule; `previous` where there is no state or no rule. Never throws.
 */
export function identityOf(
  { typeName, handlers }: Loaded<Resource<Schema, unknown>>,
  state: WholeValue,
  previous: WholeValue,
): IdentityOutcome {
  const definition = handlers.identity;
  if (definition === undefined || state === null) return { identity: previous, diagnostics: [] };
  const site: HandlerSite = { typeName, operation: "identity" };
  try {
    const identity = definition.of(state);
    if (identity === null) return { identity: previous, diagnostics: [] };
    const type = identityType(compileIdentity(definition, typeName));
    const { value, misfits } = conform(type, identity);
    const diagnostics = misfits.map(({ path, message }) =>
      handlerMistake(site, `The identity ${formatPath(path)}`, message),
    );
    return { identity: isTerraformObject(value) ? value : previous, diagnostics };
  } catch (thrown) {
    return { identity: previous, diagnostics: explainThrown(site, thrown) };
  }
}
