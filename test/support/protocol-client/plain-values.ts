import { decodeValue } from "../../../provider/sdk/protocol/decode-value";
import { encodeValue } from "../../../provider/sdk/protocol/encode-value";
import type * as wire from "../../../provider/sdk/protocol/generated/tfplugin6";
import { blockType } from "../../../provider/sdk/schema/block-type";
import {
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../../../provider/sdk/values/terraform-value";
import { UNKNOWN } from "../../../provider/sdk/values/unknown";
import { plainSchema } from "./plain-provider/schema";

const TYPE = blockType(plainSchema.resources["plain_thing"]!.block);
const NO_BYTES = new Uint8Array(0);

/** The message that carries a `plain_thing` with these attributes; the others are null. */
export function thing(attributes: Readonly<Record<string, TerraformValue>>): wire.DynamicValue {
  return {
    msgpack: encodeValue(TYPE, terraformObject(Object.entries(attributes))),
    json: NO_BYTES,
  };
}

/** The message that carries no object. */
export function nothing(): wire.DynamicValue {
  return { msgpack: encodeValue(TYPE, null), json: NO_BYTES };
}

/** Reads a `plain_thing`. */
export function readThing(message: wire.DynamicValue | undefined): TerraformObject | null {
  if (message === undefined) return null;
  return decodeValue(TYPE, message.msgpack) as TerraformObject | null;
}

/** The request that creates a `plain_thing`, as planned. */
export function creation(
  attributes: Readonly<Record<string, TerraformValue>>,
): Partial<wire.ApplyResourceChangeRequest> {
  return {
    typeName: "plain_thing",
    priorState: nothing(),
    plannedState: thing({ name: "a", label: UNKNOWN, ready: UNKNOWN, ...attributes }),
    config: thing({ name: "a", ...attributes }),
  };
}
