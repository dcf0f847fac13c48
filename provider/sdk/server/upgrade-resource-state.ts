import { error, hasError, type Diagnostic } from "../diagnostics";
import { fromJson } from "../values/from-json";
import { parseJson } from "../values/parse-json";
import type { JsonValue } from "../values/json-value";
import type { TerraformType } from "../values/terraform-type";
import { isTerraformObject } from "../values/terraform-value";
import { handlerMistake, type HandlerSite } from "./run-handler";
import { identityType } from "../schema/block-type";
import { compileIdentity } from "../schema/compile-identity";
import type {
  UpgradeResourceIdentityRequest,
  UpgradeResourceIdentityResponse,
  UpgradeResourceStateRequest,
  UpgradeResourceStateResponse,
  WholeValue,
} from "./provider-server";
import { respond } from "./respond";
import type { Session } from "./session";
import { storableState } from "./typed-state";

/**
 * UpgradeResourceState: stored state of an older schema version, brought up one version at a time. Core sends every
 * stored state through here; one of the same version goes back unparsed, so no digit is lost.
 */
export async function upgradeResourceState(
  session: Session,
  request: UpgradeResourceStateRequest,
): Promise<UpgradeResourceStateResponse> {
  const { typeName, version, rawState } = request;
  const site = { typeName, operation: "state upgrade" };
  return respond<UpgradeResourceStateResponse>(
    site,
    { upgradedState: null },
    () => session.secrets,
    () => {
      const { handlers, schema } = session.resource(typeName);
      const to = schema.description.version;
      if (version === to) return { upgradedState: { json: rawState }, diagnostics: [] };
      const upgraded = upgrade(site, handlers.upgradeState ?? {}, { version, to, raw: rawState });
      if ("diagnostics" in upgraded) return { upgradedState: null, ...upgraded };
      const { value, diagnostics } = typed(site, schema.type, upgraded.json);
      const upgradedState = hasError(diagnostics) ? null : { value: storableState(schema, value) };
      return { upgradedState, diagnostics };
    },
  );
}

/** UpgradeResourceIdentity: the same for a stored identity. */
export async function upgradeResourceIdentity(
  session: Session,
  request: UpgradeResourceIdentityRequest,
): Promise<UpgradeResourceIdentityResponse> {
  const { typeName, version, rawIdentity } = request;
  const site = { typeName, operation: "identity upgrade" };
  return respond<UpgradeResourceIdentityResponse>(
    site,
    { upgradedIdentity: null },
    () => session.secrets,
    () => {
      const definition = session.resource(typeName).handlers.identity;
      if (definition === undefined) {
        const diagnostics = [error("No Identity", `${typeName} has no identity to upgrade.`)];
        return { upgradedIdentity: null, diagnostics };
      }
      const to = definition.version ?? 0;
      if (version === to) return { upgradedIdentity: { json: rawIdentity }, diagnostics: [] };
      const upgraded = upgrade(site, definition.upgrade ?? {}, { version, to, raw: rawIdentity });
      if ("diagnostics" in upgraded) return { upgradedIdentity: null, ...upgraded };
      const type = identityType(compileIdentity(definition, typeName));
      const { value, diagnostics } = typed(site, type, upgraded.json);
      return {
        upgradedIdentity: hasError(diagnostics) ? null : { value },
        diagnostics,
      };
    },
  );
}

interface Stored {
  readonly version: number;
  readonly to: number;
  readonly raw: string;
}

function upgrade(
  site: HandlerSite,
  steps: Readonly<Record<number, (raw: JsonValue) => JsonValue>>,
  { version, to, raw }: Stored,
): { readonly json: JsonValue } | { readonly diagnostics: readonly Diagnostic[] } {
  let json = parseJson(raw);
  if (version > to) return { diagnostics: [tooNew(site, version, to)] };
  for (let from = version; from < to; from += 1) {
    const step = steps[from];
    if (step === undefined) return { diagnostics: [noWay(site, from, to)] };
    json = step(json);
  }
  return { json };
}

/** The value of JSON that an author's code produced. Members that the schema has dropped are left out. */
export function typed(
  site: HandlerSite,
  type: TerraformType,
  json: JsonValue,
): { readonly value: WholeValue; readonly diagnostics: readonly Diagnostic[] } {
  const { value, misfits } = fromJson(type, json);
  const diagnostics = misfits
    .filter((each) => !each.isSurplus)
    .map(({ path, message }) => handlerMistake(site, site.typeName, message, path));
  return { value: isTerraformObject(value) ? value : null, diagnostics };
}

function tooNew({ typeName }: HandlerSite, version: number, to: number): Diagnostic {
  return error(
    "State From a Newer Provider",
    `The stored ${typeName} has schema version ${version}, but this provider knows versions up to ${to}. ` +
      "Use the newer version of the provider.",
  );
}

function noWay({ typeName }: HandlerSite, from: number, to: number): Diagnostic {
  return error(
    "State Cannot Be Upgraded",
    `The stored ${typeName} has schema version ${from}, and there is no way from it to version ${to}. ` +
      "Apply once with a version of the provider in between.",
  );
}
