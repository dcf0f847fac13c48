import type { AttributePath } from "../values/attribute-path";
import {
  formatType,
  type ObjectAttributeTypes,
  type PrimitiveType,
  type TerraformType,
} from "../values/terraform-type";
import {
  isDecimal,
  isDynamicValue,
  isTerraformList,
  isTerraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../values/terraform-value";
import { isUnknown } from "../values/unknown";
import { MessagePackWriter } from "./msgpack/writer";
import { mismatch, ValueMismatchError } from "./value-mismatch";

/**
 * Writes a value in the MessagePack form of its type: an object gets exactly the attributes of its type (a missing
 * one is null), every number goes out exactly, unknown is an extension.
 * @throws ValueMismatchError when value and type differ; nothing is dropped or converted on the quiet.
 */
export function encodeValue(type: TerraformType, value: TerraformValue): Buffer {
  const writer = new MessagePackWriter();
  writeValue(writer, type, value, []);
  return writer.finish();
}

function writeValue(
  writer: MessagePackWriter,
  type: TerraformType,
  value: TerraformValue,
  path: AttributePath,
): void {
  if (value === null) writer.nil();
  else if (isUnknown(value)) writer.extension(0, 0);
  else if (typeof type === "string") writePrimitive(writer, type, value, path);
  else if (type[0] === "object")
    writeObject(writer, type[1], expectObject(value, type, path), path);
  else if (type[0] === "map") writeMap(writer, type[1], expectObject(value, type, path), path);
  else if (type[0] === "tuple") writeTuple(writer, type[1], expectList(value, type, path), path);
  else writeElements(writer, type[1], expectList(value, type, path), path);
}

function writePrimitive(
  writer: MessagePackWriter,
  type: PrimitiveType,
  value: NonNullable<TerraformValue>,
  path: AttributePath,
): void {
  if (type === "string" && typeof value === "string") writer.string(value);
  else if (type === "bool" && typeof value === "boolean") writer.bool(value);
  else if (type === "number") writeNumber(writer, value, path);
  else if (type === "dynamic" && isDynamicValue(value)) {
    writer.arrayHeader(2);
    writer.binary(Buffer.from(JSON.stringify(value.type)));
    writeValue(writer, value.type, value.value, path);
  } else throw mismatch(type, describeValue(value), path);
}

// Whole numbers travel as integers while they fit; anything else as decimal text, which is what Terraform sends too.
function writeNumber(writer: MessagePackWriter, value: TerraformValue, path: AttributePath): void {
  if (isDecimal(value)) writer.string(value.decimal);
  else if (typeof value === "bigint") writeInteger(writer, value);
  else if (typeof value !== "number") throw mismatch("number", describeValue(value), path);
  else if (Number.isInteger(value)) writeInteger(writer, BigInt(value));
  else if (Number.isFinite(value)) writer.string(String(value));
  else throw mismatch("number", String(value), path);
}

function writeInteger(writer: MessagePackWriter, value: bigint): void {
  const fits = BigInt.asIntN(64, value) === value || BigInt.asUintN(64, value) === value;
  if (fits) writer.integer(value);
  else writer.string(value.toString());
}

function writeElements(
  writer: MessagePackWriter,
  elementType: TerraformType,
  elements: readonly TerraformValue[],
  path: AttributePath,
): void {
  writer.arrayHeader(elements.length);
  elements.forEach((element, index) => writeValue(writer, elementType, element, [...path, index]));
}

function writeTuple(
  writer: MessagePackWriter,
  types: readonly TerraformType[],
  elements: readonly TerraformValue[],
  path: AttributePath,
): void {
  if (elements.length !== types.length) {
    throw new ValueMismatchError(
      path,
      `${types.length} elements are required, not ${elements.length}`,
    );
  }
  writer.arrayHeader(types.length);
  types.forEach((type, index) =>
    writeValue(writer, type, elements[index] ?? null, [...path, index]),
  );
}

function writeMap(
  writer: MessagePackWriter,
  elementType: TerraformType,
  map: TerraformObject,
  path: AttributePath,
): void {
  const entries = Object.entries(map);
  writer.mapHeader(entries.length);
  for (const [key, value] of entries) {
    writer.string(key);
    writeValue(writer, elementType, value, [...path, { key }]);
  }
}

function writeObject(
  writer: MessagePackWriter,
  attributes: ObjectAttributeTypes,
  object: TerraformObject,
  path: AttributePath,
): void {
  const stranger = Object.keys(object).find((name) => !Object.hasOwn(attributes, name));
  if (stranger !== undefined) {
    throw new ValueMismatchError([...path, stranger], "the schema has no such attribute");
  }
  const types = Object.entries(attributes);
  writer.mapHeader(types.length);
  for (const [name, type] of types) {
    writer.string(name);
    writeValue(writer, type, Object.hasOwn(object, name) ? (object[name] ?? null) : null, [
      ...path,
      name,
    ]);
  }
}

function expectObject(
  value: TerraformValue,
  type: TerraformType,
  path: AttributePath,
): TerraformObject {
  if (!isTerraformObject(value)) throw mismatch(type, describeValue(value), path);
  return value;
}

function expectList(
  value: TerraformValue,
  type: TerraformType,
  path: AttributePath,
): readonly TerraformValue[] {
  if (!isTerraformList(value)) throw mismatch(type, describeValue(value), path);
  return value;
}

function describeValue(value: TerraformValue): string {
  if (Array.isArray(value)) return "a list";
  if (isDynamicValue(value)) return `a wrapped value of type ${formatType(value.type)}`;
  if (typeof value === "bigint" || isDecimal(value)) return "a number";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
