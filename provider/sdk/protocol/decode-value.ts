import type { AttributePath, PathStep } from "../values/attribute-path";
import { parseType } from "../values/parse-type";
import type { ObjectAttributeTypes, PrimitiveType, TerraformType } from "../values/terraform-type";
import { dynamicValue, type TerraformObject, type TerraformValue } from "../values/terraform-value";
import { UNKNOWN } from "../values/unknown";
import { fromDecimalText, fromDouble, fromInteger } from "./exact-number";
import { MessagePackReader, type MessagePackItem } from "./msgpack/reader";
import { mismatch, ValueMismatchError } from "./value-mismatch";

/**
 * Reads what Terraform sent for a value of this type. Maps and objects come without a prototype; a number is exact.
 * @throws ValueMismatchError when the bytes hold another shape, RangeError when they are no MessagePack.
 */
export function decodeValue(type: TerraformType, bytes: Uint8Array): TerraformValue {
  const reader = new MessagePackReader(bytes);
  const value = readValue(reader, type, []);
  if (!reader.isAtEnd) throw new RangeError("bytes are left over after the value");
  return value;
}

function readValue(
  reader: MessagePackReader,
  type: TerraformType,
  path: AttributePath,
): TerraformValue {
  const item = reader.next();
  if (item.kind === "nil") return null;
  if (item.kind === "extension") return UNKNOWN;
  if (typeof type === "string") return readPrimitive(reader, type, item, path);
  const size = containerSize(type, item, path);
  switch (type[0]) {
    case "object":
      return readObject(reader, type[1], size, path);
    case "map":
      return readMap(reader, type[1], size, path);
    case "tuple":
      return readTuple(reader, type[1], size, path);
    default:
      return readElements(reader, type[1], size, path);
  }
}

function containerSize(type: TerraformType, item: MessagePackItem, path: AttributePath): number {
  const kind = type[0] === "object" || type[0] === "map" ? "map" : "array";
  if ((item.kind === "map" || item.kind === "array") && item.kind === kind) return item.size;
  throw mismatch(type, item.kind, path);
}

function readPrimitive(
  reader: MessagePackReader,
  type: PrimitiveType,
  item: MessagePackItem,
  path: AttributePath,
): TerraformValue {
  if (type === "dynamic") return readDynamic(reader, item, path);
  if (type === "number") return readNumber(item, path);
  if (type === "string" && item.kind === "string") return item.value;
  if (type === "bool" && item.kind === "bool") return item.value;
  throw mismatch(type, item.kind, path);
}

function readNumber(item: MessagePackItem, path: AttributePath): TerraformValue {
  switch (item.kind) {
    case "integer":
      return fromInteger(item.value);
    case "float":
      return fromDouble(item.value);
    case "string":
      return fromDecimalText(item.value);
    default:
      throw mismatch("number", item.kind, path);
  }
}

function readDynamic(
  reader: MessagePackReader,
  item: MessagePackItem,
  path: AttributePath,
): TerraformValue {
  const typeItem = item.kind === "array" && item.size === 2 ? reader.next() : item;
  if (typeItem.kind !== "binary" && typeItem.kind !== "string") {
    throw mismatch("dynamic", item.kind, path);
  }
  const type = parseType(typeItem.value.toString());
  if (type === undefined) throw new ValueMismatchError(path, "the type that it brings is none");
  return dynamicValue(type, readValue(reader, type, path));
}

function readElements(
  reader: MessagePackReader,
  type: TerraformType,
  size: number,
  path: AttributePath,
): readonly TerraformValue[] {
  const elements: TerraformValue[] = [];
  for (let index = 0; index < size; index++) {
    elements.push(readValue(reader, type, [...path, index]));
  }
  return elements;
}

function readTuple(
  reader: MessagePackReader,
  types: readonly TerraformType[],
  size: number,
  path: AttributePath,
): readonly TerraformValue[] {
  if (size !== types.length) {
    throw new ValueMismatchError(path, `${types.length} elements are required, not ${size}`);
  }
  return types.map((type, index) => readValue(reader, type, [...path, index]));
}

function readMap(
  reader: MessagePackReader,
  type: TerraformType,
  size: number,
  path: AttributePath,
): TerraformObject {
  return readMembers(reader, size, path, (key) => ({ type, step: { key } }));
}

function readObject(
  reader: MessagePackReader,
  attributes: ObjectAttributeTypes,
  size: number,
  path: AttributePath,
): TerraformObject {
  const object = readMembers(reader, size, path, (name) => {
    const type = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (type !== undefined) return { type, step: name };
    throw new ValueMismatchError([...path, name], "the schema has no such attribute");
  });
  const missing = Object.keys(attributes).find((name) => !(name in object));
  if (missing === undefined) return object;
  throw new ValueMismatchError([...path, missing], "the attribute is missing");
}

function readMembers(
  reader: MessagePackReader,
  size: number,
  path: AttributePath,
  memberOf: (key: string) => { readonly type: TerraformType; readonly step: PathStep },
): TerraformObject {
  const members = Object.create(null) as Record<string, TerraformValue>;
  for (let index = 0; index < size; index++) {
    const key = reader.next();
    if (key.kind !== "string") throw new ValueMismatchError(path, "a key is not a string");
    const { type, step } = memberOf(key.value);
    members[key.value] = readValue(reader, type, [...path, step]);
  }
  return members;
}
