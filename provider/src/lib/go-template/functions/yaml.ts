import { isAlias, isScalar, parseDocument, visit } from "yaml";
import type { CollectionTag, Document, ScalarTag, TagId } from "yaml";

import { reasonOf } from "../errors";
import { fromJavaScript } from "../from-javascript";
import { fn, type TemplateFunction } from "../signature";
import { isList, isMap, isNothing, list, map, typeName, type Value } from "../values";
import { writeYaml } from "./write-yaml";
import { yamlNumber } from "./yaml-resolve";

/**
 * The functions that sealos has besides sprig's: toYaml, fromYaml, fromYamlArray, fromJsonArray. A text
 * that is not one document of YAML is an error, where sealos would go on with the message as data.
 */
export const yamlFunctions: Readonly<Record<string, TemplateFunction>> = {
  toYaml: fn(["any"], (value) => writeYaml(value).replace(/\n$/, "")),
  fromYaml: fn(["string"], (text) => requireMap(readYaml(text))),
  fromYamlArray: fn(["string"], (text) => requireList(readYaml(text))),
  fromJsonArray: fn(["string"], (text) => requireList(fromJavaScript(JSON.parse(text)))),
};

/* YAML 1.1 as Go's reader understands it: yes and no are booleans, but times and base 60 are text. */
function readYaml(text: string): Value {
  if (/[\0-\x08\v\f\x0e-\x1f\x7f\u0085\u2028\u2029]/.test(text)) {
    throw new SyntaxError("control characters and rare line breaks are not supported in YAML");
  }
  try {
    const document = parseDocument(text, {
      version: "1.1",
      merge: true,
      uniqueKeys: false,
      logLevel: "error",
      customTags: (tags) => [...tags.filter((tag) => !isNumberOrTime(tag)), goNumber],
    });
    for (const problem of document.errors) throw problem;
    requireTextKeys(document);
    if (!text.endsWith("\n")) trimLastBlock(document, text.length);
    return fromJavaScript(document.toJS(), "the YAML");
  } catch (error) {
    throw new SyntaxError(`the text is not YAML: ${reasonOf(error)}`, { cause: error });
  }
}

function requireTextKeys(document: Document.Parsed): void {
  visit(document, {
    Pair: (_, { key }) => {
      if (isAlias(key) || (isScalar(key) && key.value !== null)) return;
      throw new SyntaxError("a key must be text, a number or a boolean");
    },
  });
}

/* A block that ends with the text, without a line feed, has none in Go's reader. */
function trimLastBlock(document: Document.Parsed, end: number): void {
  visit(document, {
    Scalar: (_, node) => {
      const isBlock = node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED";
      const endsHere = (node.range?.[1] ?? 0) >= end;
      if (isBlock && endsHere && typeof node.value === "string") {
        node.value = node.value.replace(/\n$/, "");
      }
    },
  });
}

function isNumberOrTime(tag: TagId | CollectionTag | ScalarTag): boolean {
  return typeof tag !== "string" && /^tag:yaml\.org,2002:(?:int|float|timestamp)$/.test(tag.tag);
}

/* Takes every scalar that might be a number; the rest of them stay text. */
const goNumber: ScalarTag = {
  tag: "tag:yaml.org,2002:float",
  default: true,
  test: /^[-+.\d]/,
  resolve: (text) => yamlNumber(text) ?? text,
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
