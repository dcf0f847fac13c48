import fc from "fast-check";
import { decodeValue } from "../../provider/sdk/protocol/decode-value";
import { encodeValue } from "../../provider/sdk/protocol/encode-value";
import type { TerraformType } from "../../provider/sdk/values/terraform-type";
import type { TerraformValue } from "../../provider/sdk/values/terraform-value";
import { damagedBytes, fuzz } from "../support/fuzz";
import { anyType, typedValue } from "../unit/provider/sdk/protocol/value-generators";

const good = typedValue.chain(({ type, value }) =>
  damagedBytes(fc.constant(encodeValue(type, value))).map((bytes) => ({ type, bytes })),
);
const noise = fc
  .tuple(anyType, fc.uint8Array({ maxLength: 64 }))
  .map(([type, bytes]) => ({ type, bytes }));
const nested = fc.tuple(fc.nat(50_000), fc.constantFrom(0x91, 0x92, 0x81));

fuzz(
  "bytes of MessagePack are a value that is written and read back alike, or are refused",
  fc.property(
    fc.oneof({ weight: 2, arbitrary: good }, { weight: 1, arbitrary: noise }),
    ({ type, bytes }) => {
      const value = valueOrRefusal(type, bytes);
      if (value === REFUSED) return;
      const written = encodeValue(type, value);
      expect(encodeValue(type, decodeValue(type, written))).toEqual(written);
    },
  ),
);

fuzz(
  "a value of MessagePack that goes very deep is read or refused",
  fc.property(nested, ([depth, code]) => {
    valueOrRefusal("dynamic", deep(depth, code));
  }),
);

const REFUSED = Symbol("refused");

/** By name: the engine's own errors come from another realm than the test's. */
function valueOrRefusal(type: TerraformType, bytes: Uint8Array): TerraformValue | typeof REFUSED {
  try {
    return decodeValue(type, bytes);
  } catch (thrown) {
    if (["RangeError", "ValueMismatchError"].includes((thrown as Error).name)) return REFUSED;
    throw thrown;
  }
}

/** A dynamic value whose type, and whose value, goes very deep. */
function deep(depth: number, code: number): Uint8Array {
  const type = Buffer.from(`${'["list",'.repeat(depth)}"string"${"]".repeat(depth)}`);
  const head = Buffer.alloc(6);
  head.writeUInt8(0x92);
  head.writeUInt8(0xc6, 1);
  head.writeUInt32BE(type.length, 2);
  return Buffer.concat([head, type, Buffer.alloc(depth, code)]);
}
