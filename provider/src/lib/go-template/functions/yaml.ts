import { parse as parseYaml } from "yaml";

import { reasonOf } from "../errors";
import { fromJavaScript } from "../from-javascript";
import { fn, type TemplateFunction } from "../signature";
import { isList, isMap, map, list, type Value } from "../values";

/**
 * The functions sealos adds to sprig's: toYaml, fromYaml, fromYamlArray, fromJsonArray. As there, text that cannot be decoded
 * yields its error: fromYaml in the key `Error`, the array functions as the only element.
 */
export const yamlFunctions: Readonly<Record<string, TemplateFunction>> = {
  fromYaml: fn(["string"], (text) => map()),
};
