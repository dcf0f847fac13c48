import { parse, type CollectionTag, type ScalarTag, type TagId } from "yaml";

import { reasonOf } from "../errors";
import { fromJavaScript } from "../from-javascript";
import { fn, type TemplateFunction } from "../signature";
import { isList, isMap, isNothing, list, map, typeName, type Value } from "../values";
import { writeYaml } from "./write-yaml";

/**
 * The functions that sealos has besides sprig's: toYaml, fromYaml, fromYamlArray, fromJsonArray. Text that does not decode is
 * an error, where sealos would go on with the message as data.
 */
export const yamlFunctions: Readonly<Record<string, TemplateFunction>> = {
  toYaml: fn(["any"], (value) => writeYaml(value).replace(/\n$/, "")),
  fromYaml: fn(["string"], (text) => requireMap(readYaml(text))),
  fromYamlArray: fn(["string"], (text) => requireList(readYaml(text))),
  fromJsonArray: fn(["string"], (text) => requireList(fromJavaScript(JSON.parse(text)))),
};

/* YAML 1.1 as Go's reader understands it: yes and no are booleans, but times and base 60 are text. */
function readYaml(text: string): Value {
  if (/[\u0085\u2028\u2029]/.test(text)) {
    throw new SyntaxError("the line breaks U+0085, U+2028 and U+2029 are not supported in YAML");
  }
  try {
    const data: unknown = parse(text, {
      version: "1.1",
      merge: true,
      uniqueKeys: false,
      logLevel: "error",
      customTags: (tags) => [...tags.filter((tag) => !isTime(tag)), octal],
    });
    return fromJavaScript(data, "the YAML");
  } catch (error) {
    throw new SyntaxError(`the text is not YAML: ${reasonOf(error)}`, { cause: error });
  }
}

function isTime(tag: TagId | CollectionTag | ScalarTag): boolean {
  if (typeof tag === "string") return false;
  return tag.tag === "tag:yaml.org,2002:timestamp" || ("format" in tag && tag.format === "TIME");
}

/* YAML 1.2 writes octal numbers this way, and Go's reader takes them too. */
const octal: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  format: "OCT",
  test: /^[-+]?0o[0-7_]+$/,
  resolve: (text) => Number(text.replace(/[-+_]/g, "")) * (text.startsWith("-") ? -1 : 1),
};

function requireMap(value: Value): Value {
  if (isNothing(value)) return map();
  if (isMap(value)) return value;
  throw new TypeError(`expected a map, got a value of type ${typeName(value)}`);
}

function requireList(value: Value): Value {
  if (isNothing(value)) return list([]);
  if (isList(value)) return value;
  throw new TypeError(`expected a list, got a value of type ${typeName(value)}`);
}
