import type { ClientCapabilities, WholeValue } from "../../server/provider-server";
import type { TerraformType } from "../../values/terraform-type";
import { isTerraformObject, type TerraformValue } from "../../values/terraform-value";
import { decodeValue } from "../decode-value";
import type * as wire from "../generated/tfplugin6";
import { ValueMismatchError } from "../value-mismatch";

/** Reads a value that Terraform sent; a missing one is null. Terraform never sends the JSON form. */
export function readValue(
  type: TerraformType,
  message: wire.DynamicValue | undefined,
): TerraformValue {
  if (message === undefined) return null;
  if (message.msgpack.length > 0) return decodeValue(type, message.msgpack);
  if (message.json.length === 0) return null;
  throw new ValueMismatchError([], "a value came as JSON, MessagePack is expected");
}

/** Reads a whole resource, data source or configuration. */
export function readWhole(type: TerraformType, message: wire.DynamicValue | undefined): WholeValue {
  const value = readValue(type, message);
  if (value === null || isTerraformObject(value)) return value;
  throw new ValueMismatchError([], "an object is required as a whole");
}

/** Reads an identity; null for a resource without one. */
export function readIdentity(
  type: TerraformType | undefined,
  message: wire.IdentityData | undefined,
): WholeValue {
  return type === undefined ? null : readWhole(type, message?.identityData);
}

/** Reads private data or the JSON of a state file. */
export function readText(bytes: Uint8Array | undefined): string {
  return bytes === undefined
    ? ""
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

/** Reads what core copes with, as a property to spread: absent when core did not say. */
export function readCapabilities(message: wire.ClientCapabilities | undefined): {
  readonly clientCapabilities?: ClientCapabilities;
} {
  if (message === undefined) return {};
  const { deferralAllowed, writeOnlyAttributesAllowed } = message;
  return { clientCapabilities: { deferralAllowed, writeOnlyAttributesAllowed } };
}
