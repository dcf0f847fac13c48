import { int64, list, map, type Value } from "./values";

/**
 * Turns plain JavaScript data into template values, by the types Go gives decoded YAML: a number
 * is a float64, an array an []interface {}, an object a map[string]interface {}. A Map of strings
 * is a map[string]string (environments are), a bigint an int64. Anything else is a TypeError that
 * names its path.
 */
export function fromJavaScript(data: unknown, path = "data"): Value {
  if (data === undefined || data === null) return null;
  if (typeof data === "string" || typeof data === "number" || typeof data === "boolean") {
    return data;
  }
  if (typeof data === "bigint") return int64(data);
  if (Array.isArray(data)) {
    return list(data.map((item, index) => fromJavaScript(item, `${path}[${index}]`)));
  }
  if (data instanceof Map) return fromMap(data, path);
  if (isPlain(data)) {
    return map(
      Object.entries(data).map(([key, value]) => [key, fromJavaScript(value, `${path}.${key}`)]),
    );
  }
  throw new TypeError(`${path} is a ${typeof data}, which a template cannot use`);
}

function fromMap(data: ReadonlyMap<unknown, unknown>, path: string): Value {
  const entries = [...data].map(([key, value]): [string, string] => {
    if (typeof key === "string" && typeof value === "string") return [key, value];
    throw new TypeError(`${path} is a Map, which must hold strings by strings`);
  });
  return map(entries, "string");
}

function isPlain(data: unknown): data is Record<string, unknown> {
  if (typeof data !== "object" || data === null) return false;
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
