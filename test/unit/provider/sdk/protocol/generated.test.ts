import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import * as protobuf from "protobufjs";
import * as wire from "../../../../../provider/sdk/protocol/generated/tfplugin6";
import type { MessageCodec } from "../../../../../provider/sdk/protocol/rpc/rpc";

const ROOT = join(__dirname, "../../../../..");
const PROTOCOL = join(ROOT, "provider/sdk/protocol");
const definition = readFileSync(join(PROTOCOL, "tfplugin6.proto"), "utf8");
const namespace = protobuf.parse(definition).root.lookup("tfplugin6") as protobuf.Namespace;
const messages = namespace.nestedArray.filter((each) => each instanceof protobuf.Type);
const codecs = wire as unknown as Record<string, MessageCodec<object>>;

it("is what the generator makes of the definition", () => {
  const folder = mkdtempSync(join(tmpdir(), "generated-"));
  try {
    execFileSync(process.execPath, [join(ROOT, "scripts/generate-protocol.mjs"), folder]);
    const fresh = readFileSync(join(folder, "tfplugin6.ts"), "utf8");
    expect(readFileSync(join(PROTOCOL, "generated/tfplugin6.ts"), "utf8")).toBe(fresh);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe.each(messages.map((type) => [type.name, type] as const))("%s", (name, type) => {
  it("means the same to an independent protobuf library", () => {
    fc.assert(
      fc.property(messageOf(type, 3), (message) => {
        const sent = type.encode(type.fromObject(message)).finish();
        const passedOn = codecs[name]!.encode(codecs[name]!.decode(sent)).finish();
        expect(asObject(type, passedOn)).toEqual(asObject(type, sent));
      }),
      { numRuns: 50 },
    );
  });

  it("skips fields of newer protocol versions", () => {
    const unknownFields = protobuf.Writer.create();
    unknownFields.uint32((1000 << 3) | 0).int64(-1);
    unknownFields.uint32((1001 << 3) | 1).fixed64(1);
    unknownFields.uint32((1002 << 3) | 2).string("new");
    unknownFields.uint32((1003 << 3) | 5).fixed32(1);
    const empty = codecs[name]!.decode(new Uint8Array(0));
    expect(codecs[name]!.decode(unknownFields.finish())).toEqual(empty);
  });
});

it("carries 70 MB of bytes", () => {
  const msgpack = Buffer.alloc(70_000_000, 7);
  const sent = wire.ReadResourceResponse.encode({
    newState: { msgpack, json: new Uint8Array(0) },
    diagnostics: [],
    private: new Uint8Array(0),
    newIdentity: undefined,
  }).finish();
  const received = wire.ReadResourceResponse.decode(sent).newState?.msgpack;
  expect(received && msgpack.equals(received)).toBe(true);
});

it("refuses an integer that a double cannot hold, rather than round it", () => {
  const largest = Uint8Array.of(8, ...Array<number>(8).fill(0xff), 0x7f);
  expect(() => wire.Schema.decode(largest)).toThrow("MAX_SAFE_INTEGER");
});

function asObject(type: protobuf.Type, bytes: Uint8Array): unknown {
  return type.toObject(type.decode(bytes), { longs: Number, bytes: String, defaults: true });
}

function messageOf(type: protobuf.Type, depth: number): fc.Arbitrary<Record<string, unknown>> {
  const fields = type.fieldsArray.map(
    (field) => [field.name, fieldOf(field.resolve(), depth)] as const,
  );
  const oneofs = type.oneofsArray.flatMap(({ oneof }) => oneof.slice(1));
  const chosen = fields.filter(([name]) => !oneofs.includes(name));
  return fc.record(Object.fromEntries(chosen), { requiredKeys: [] });
}

function fieldOf(field: protobuf.Field, depth: number): fc.Arbitrary<unknown> {
  const single = valueOf(field, depth);
  if (field.map)
    return fc.dictionary(fc.string({ minLength: 1 }).filter(isPlainKey), single, { maxKeys: 3 });
  return field.repeated ? fc.array(single, { maxLength: 3 }) : single;
}

// The oracle keeps maps in plain objects.
function isPlainKey(key: string): boolean {
  return !(key in {});
}

function valueOf(field: protobuf.Field, depth: number): fc.Arbitrary<unknown> {
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf.Type) {
    return depth === 0 ? fc.constant({}) : messageOf(resolvedType, depth - 1);
  }
  if (resolvedType instanceof protobuf.Enum) {
    return fc.constantFrom(...Object.values(resolvedType.values));
  }
  switch (field.type) {
    case "string":
      return fc.string({ unit: "grapheme" });
    case "bytes":
      return fc.uint8Array().map((bytes) => Buffer.from(bytes));
    case "bool":
      return fc.boolean();
    case "int64":
      return fc.maxSafeInteger();
    case "int32":
      return fc.integer();
    default:
      throw new Error(`no generator for ${field.type}`);
  }
}
