import { DiagnosticsError, type Schema } from "../../sdk";
import type { Declared } from "../domain/declared";
import type { HostLocator } from "../domain/host-locator";
import { parseImportId, unknownAttributes, type Place } from "../domain/import-id";
import { isIssue, type Issue } from "../domain/issue";
import type { Fields } from "../domain/kubeadm/fields";
import { argumentNames, unsetArguments, withAllMembers } from "./arguments-of";
import type { Services } from "./environment";
import { issueDiagnostic } from "./issue-diagnostic";

/** An import id that was understood. */
export interface ReadImportId {
  readonly locator: HostLocator;
  readonly names: readonly string[];
  /** Arguments that the id gives. */
  readonly attributes: Fields;
}

/**
 * Reads the import id of an object that lies on machines.
 *
 * @throws DiagnosticsError when it is wrong.
 */
export function readImportId(
  services: Services,
  schema: Schema,
  id: string,
  names: readonly string[],
): ReadImportId {
  const read = parseImportId(id, names);
  if (isIssue(read)) throw refusal(read);
  const unknown = unknownAttributes(read.attributes, argumentNames(schema));
  if (unknown !== undefined) throw refusal(unknown);
  return { ...read, locator: locatorOf(services, read.place) };
}

/**
 * What the configuration of a found object is taken to be: what the id gives, else what is remembered, else what was found.
 *
 * @throws DiagnosticsError when a part that was not remembered is given by nobody.
 */
export function mergeArguments(
  schema: Schema,
  found: Fields,
  remembered: Declared | undefined,
  given: Fields,
): Fields {
  const missing = (remembered?.incomplete ?? []).filter((name) => !(name in given));
  if (missing.length > 0) throw refusal(withheld(missing));
  return withAllMembers(schema, {
    ...unsetArguments(schema),
    ...found,
    ...remembered?.attributes,
    ...given,
  });
}

/** An issue as the error that a handler ends with. */
export function refusal(issue: Issue): DiagnosticsError {
  return new DiagnosticsError([issueDiagnostic(issue)]);
}

function locatorOf({ sshProfile }: Services, { login, address, port }: Place): HostLocator {
  const profile = login === undefined ? undefined : (sshProfile?.(login) ?? undefined);
  return { address, port: port ?? 22, profile, machineId: undefined, hostKey: undefined };
}

function withheld(names: readonly string[]): Issue {
  return {
    severity: "error",
    summary: "Import Needs What Was Not Remembered",
    detail: `${names.join(", ")}: the configuration of this object holds values that may be secret, and those are remembered nowhere. Import by a JSON id that gives them: {"id": "…", "${names[0] ?? ""}": …}.`,
  };
}
