import { sortedEntries } from "../sorted-entries";
import { fn, variadic, type TemplateFunction } from "../signature";
import {
  isList,
  isMap,
  isNothing,
  kindName,
  list,
  map,
  typeName,
  type GoMap,
  type Value,
} from "../values";
import { toText } from "./casts";
import { mergeInto } from "./merge";

/** sprig's dictionary functions; `keys` and `values`, in random order there, are sorted by key here. */
export const dictFunctions: Readonly<Record<string, TemplateFunction>> = {
  dict: variadic([], "any", (...pairs) => dict(pairs)),
  get: fn(["map", "string"], ({ entries }, key) => (entries.has(key) ? entries.get(key) : "")),
  set: fn(["map", "string", "any"], set),
  unset: fn(["map", "string"], (target, key) => {
    target.entries.delete(key);
    return target;
  }),
  hasKey: fn(["map", "string"], (target, key) => target.entries.has(key)),
  pluck: variadic(["string"], "map", (key, ...maps) =>
    list(maps.filter(({ entries }) => entries.has(key)).map(({ entries }) => entries.get(key))),
  ),
  keys: variadic([], "map", (...maps) =>
    list(
      maps.flatMap((source) => sortedEntries(source).map(([key]) => key)),
      "string",
    ),
  ),
  values: fn(["map"], (source) => list(sortedEntries(source).map(([, value]) => value))),
  pick: variadic(["map"], "string", (source, ...keys) =>
    map([...source.entries].filter(([key]) => keys.includes(key))),
  ),
  omit: variadic(["map"], "string", (source, ...keys) =>
    map([...source.entries].filter(([key]) => !keys.includes(key))),
  ),
  merge: variadic(["map"], "map", (target, ...sources) => mergeInto(target, sources, false)),
  mustMerge: variadic(["map"], "map", (target, ...sources) => mergeInto(target, sources, false)),
  mergeOverwrite: variadic(["map"], "map", (target, ...sources) =>
    mergeInto(target, sources, true),
  ),
  mustMergeOverwrite: variadic(["map"], "map", (target, ...sources) =>
    mergeInto(target, sources, true),
  ),
  deepCopy: fn(["any"], copyOf),
  mustDeepCopy: fn(["any"], copyOf),
  dig: variadic([], "any", (...args) => dig(args)),
};

function dict(pairs: readonly Value[]): GoMap {
  const result = map();
  for (let at = 0; at < pairs.length; at += 2) {
    result.entries.set(toText(pairs[at]), at + 1 < pairs.length ? pairs[at + 1] : "");
  }
  return result;
}

function set(target: GoMap, key: string, value: Value): GoMap {
  if (target.isNil) throw new TypeError("nil is no dictionary to set a key in");
  target.entries.set(key, value);
  return target;
}

function copyOf(value: Value): Value {
  if (isNothing(value)) throw new TypeError("nil cannot be copied");
  return deepCopy(value);
}

function deepCopy(value: Value): Value {
  if (isList(value)) return { ...value, items: value.items.map(deepCopy) };
  if (!isMap(value)) return value;
  const entries = [...value.entries].map(([key, item]) => [key, deepCopy(item)] as const);
  return { ...value, entries: new Map(entries) };
}

function dig(args: readonly Value[]): Value {
  const keys = args.slice(0, -2).map(requireKey);
  if (keys.length === 0) throw new TypeError("dig takes keys, a default and a dictionary");
  let place = requireDict(args.at(-1));
  for (const [index, key] of keys.entries()) {
    if (!place.entries.has(key)) return args.at(-2) ?? null;
    const value = place.entries.get(key);
    if (index === keys.length - 1) return value;
    place = requireDict(value);
  }
  return null;
}

function requireKey(value: Value): string {
  if (typeof value === "string") return value;
  throw new TypeError(`a key is a string, not a value of kind ${kindName(value)}`);
}

function requireDict(value: Value): GoMap {
  if (isMap(value) && value.element === "interface {}") return value;
  throw new TypeError(`expected a dictionary, got a value of type ${typeName(value)}`);
}
