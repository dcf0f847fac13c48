import { isMap, isNothing, isTrue, map, type GoMap, type Value } from "../values";

/**
 * sprig's merge: fills keys that the target lacks or has empty from the sources, dictionaries within
 * dictionaries too; with `overwrite`, the sources win. Changes and answers the target.
 */
export function mergeInto(target: GoMap, sources: readonly GoMap[], overwrite: boolean): GoMap {
  const result = target.isNil ? map() : target;
  for (const source of sources) mergeMap(result, source, overwrite);
  return result;
}

function mergeMap(target: GoMap, source: GoMap, overwrite: boolean): void {
  for (const [key, value] of source.entries) {
    mergeEntry(target, key, value, overwrite);
  }
}

function mergeEntry(target: GoMap, key: string, value: Value, overwrite: boolean): void {
  const present = target.entries.get(key);
  if (isNothing(value)) {
    if (overwrite) target.entries.set(key, value);
  } else if (isMap(value) && isTrue(present)) {
    /* A dictionary never replaces something else, not even when told to overwrite. */
    if (isMap(present)) mergeMap(present, value, overwrite);
  } else if (overwrite || !isTrue(present)) {
    target.entries.set(key, value);
  }
}
