import { conform, type Conformed } from "./conform";
import { elementType } from "./equal";
import { isJsonObject, type JsonValue } from "./json-value";
import type { TerraformType } from "./terraform-type";
import { dynamicValue } from "./terraform-value";

/**
 * Turns JSON as the state file holds it into a value of a type. Attributes of type `dynamic` are written there as
 * `{"value": …, "type": …}`.
 */
export function fromJson(type: TerraformType, json: JsonValue): Conformed {
  return conform(type, unwrap(type, json));
}

function unwrap(type: TerraformType, json: JsonValue): unknown {
  if (type === "dynamic") return unwrapDynamic(json);
  if (Array.isArray(json)) {
    return json.map((element: JsonValue, index) => unwrap(elementType(type, index), element));
  }
  if (typeof type === "string" || !isJsonObject(json)) return json;
  const object = Object.create(null) as Record<string, unknown>;
  for (const [name, member] of Object.entries(json)) {
    object[name] = unwrap(elementType(type, name), member);
  }
  return object;
}

function unwrapDynamic(json: JsonValue): unknown {
  if (!isJsonObject(json) || !("type" in json) || !("value" in json)) return json;
  const type = json["type"] as unknown as TerraformType;
  return dynamicValue(type, conform(type, unwrap(type, json["value"] ?? null)).value);
}
