import { compareText } from "../go-text";
import { fn, variadic, type TemplateFunction } from "../signature";
import { deepEqual, isList, isNothing, isTrue, kindName, list, nilList } from "../values";
import type { GoList, Value } from "../values";
import { toInt64, toText, toTexts } from "./casts";

const plain: Readonly<Record<string, TemplateFunction>> = {
  append: fn(["any", "any"], (items, item) => list([...itemsOf(items), item])),
  push: fn(["any", "any"], (items, item) => list([...itemsOf(items), item])),
  prepend: fn(["any", "any"], (items, item) => list([item, ...itemsOf(items)])),
  first: fn(["any"], (items) => itemsOf(items)[0] ?? null),
  last: fn(["any"], (items) => itemsOf(items).at(-1) ?? null),
  rest: fn(["any"], (items) => part(itemsOf(items), 1)),
  initial: fn(["any"], (items) => part(itemsOf(items), 0, -1)),
  reverse: fn(["any"], (items) => list([...itemsOf(items)].reverse())),
  compact: fn(["any"], (items) => list(itemsOf(items).filter(isTrue))),
  uniq: fn(["any"], (items) => list(unique(itemsOf(items)))),
  without: variadic(["any"], "any", (items, ...omitted) =>
    list(itemsOf(items).filter((item) => !contains(omitted, item))),
  ),
  has: fn(["any", "any"], (item, items) => !isNothing(items) && contains(itemsOf(items), item)),
  slice: variadic(["any"], "any", sliceOf),
  chunk: fn(["int", "any"], chunks),
};

/** sprig's list functions; each that can fail also has its `must` form, which here is the same. */
export const listFunctions: Readonly<Record<string, TemplateFunction>> = {
  ...plain,
  ...Object.fromEntries(
    Object.entries(plain).map(([name, callee]) => [mustName(name), callee] as const),
  ),
  list: variadic([], "any", (...items) => list(items)),
  tuple: variadic([], "any", (...items) => list(items)),
  concat: variadic([], "any", concat),
  sortAlpha: fn(["any"], sortAlpha),
  join: fn(["string", "any"], (separator, items) => toTexts(items).join(separator)),
};

function mustName(name: string): string {
  return `must${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function itemsOf(value: Value): readonly Value[] {
  if (isList(value)) return value.items;
  throw new TypeError(`expected a list, got a value of kind ${kindName(value)}`);
}

function part(items: readonly Value[], start: number, end?: number): GoList {
  return items.length === 0 ? nilList() : list(items.slice(start, end));
}

function unique(items: readonly Value[]): Value[] {
  return items.filter(
    (item, index) => items.findIndex((earlier) => deepEqual(earlier, item)) === index,
  );
}

function contains(items: readonly Value[], wanted: Value): boolean {
  return items.some((item) => deepEqual(item, wanted));
}

function sliceOf(value: Value, ...bounds: readonly Value[]): Value {
  const items = itemsOf(value);
  if (items.length === 0) return null;
  const start = Number(toInt64(bounds[0]));
  const end = bounds.length < 2 ? items.length : Number(toInt64(bounds[1]));
  if (start < 0 || end > items.length || start > end) {
    throw new RangeError(`slice bounds [${start}:${end}] are out of range [0:${items.length}]`);
  }
  return list(items.slice(start, end), isList(value) ? value.element : undefined);
}

function chunks(size: number, value: Value): GoList {
  const items = itemsOf(value);
  if (size < 1) throw new RangeError(`chunks cannot have a size of ${size}`);
  const starts = items.map((_, index) => index).filter((index) => index % size === 0);
  return list(
    starts.map((start) => list(items.slice(start, start + size))),
    "[]interface {}",
  );
}

function concat(...lists: readonly Value[]): GoList {
  const items = lists.flatMap((value) => itemsOf(value));
  return items.length === 0 ? nilList() : list(items);
}

/* Like sprig's, this sorts a list of strings in place, while others are copied. */
function sortAlpha(value: Value): Value {
  if (!isList(value)) return list([toText(value)], "string");
  const texts = toTexts(value).sort(compareText);
  if (value.element !== "string") return list(texts, "string");
  value.items.splice(0, value.items.length, ...texts);
  return value;
}
