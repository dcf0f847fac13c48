import type { Logger } from "../logger";
import { formatJson, parseJson } from "../values/parse-json";
import type { JsonValue } from "../values/json-value";
import type { PrivateText } from "./provider-server";

/** The private data that a handler sees; null for none, and for text that is not JSON. */
export function readPrivate(text: PrivateText, log: Logger): JsonValue {
  if (text === "") return null;
  try {
    return parseJson(text);
  } catch {
    log.warn("private data is not JSON and is ignored", { bytes: text.length });
    return null;
  }
}

/** The text that core stores: that of a handler's data, or the fallback where the handler left it out. */
export function writePrivate(data: JsonValue | undefined, fallback: PrivateText): PrivateText {
  if (data === undefined) return fallback;
  return data === null ? "" : formatJson(data);
}
