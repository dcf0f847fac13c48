import type { PrivateText } from "../../server/provider-server";
import type { TerraformType } from "../../values/terraform-type";
import type { TerraformValue } from "../../values/terraform-value";
import { encodeValue } from "../encode-value";
import type * as wire from "../generated/tfplugin6";

const NO_BYTES = new Uint8Array(0);

/** Writes a value in the form that Terraform expects for its type; null is written, never left out. */
export function writeValue(type: TerraformType, value: TerraformValue): wire.DynamicValue {
  return { msgpack: encodeValue(type, value), json: NO_BYTES };
}

/** Writes an identity; nothing for a resource that has none, or none yet. */
export function writeIdentity(
  type: TerraformType | undefined,
  identity: TerraformValue,
): wire.IdentityData | undefined {
  if (type === undefined || identity === null) return undefined;
  return { identityData: writeValue(type, identity) };
}

/** Writes private data. */
export function writeText(text: PrivateText): Uint8Array {
  return Buffer.from(text, "utf8");
}

/** Writes what an upgrade returned: JSON as it came, or a value. */
export function writeUpgraded(
  type: TerraformType,
  upgraded: { readonly json: string } | { readonly value: TerraformValue } | null,
): wire.DynamicValue | undefined {
  if (upgraded === null) return undefined;
  if ("value" in upgraded) return writeValue(type, upgraded.value);
  return { msgpack: NO_BYTES, json: writeText(upgraded.json) };
}

/** Writes a point in time. */
export function writeTime(time: Date | undefined): wire.Timestamp | undefined {
  if (time === undefined) return undefined;
  const seconds = Math.floor(time.getTime() / 1000);
  return { seconds, nanos: (time.getTime() - seconds * 1000) * 1_000_000 };
}
