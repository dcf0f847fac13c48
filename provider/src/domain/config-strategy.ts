import {
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  parseDocument,
} from "yaml";
import type { Document, Node, YAMLMap } from "yaml";
import type { ImageConfig } from "./image-mount";
import { isIssue } from "./issue";
import type { Issue } from "./issue";

/** The configs that concern an image: those without `match`, or whose `match` is its reference as given. */
export function selectConfigs(
  configs: readonly ImageConfig[],
  image: string,
): readonly ImageConfig[] {
  return configs.filter(({ match }) => match === undefined || match === "" || match === image);
}

/** The path of a config below the image's root, without leading slash; an issue when it could leave the root. */
export function configPath(config: ImageConfig): string | Issue {
  const parts = config.path.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0 || config.path.endsWith("/") || config.path.includes("\0")) {
    return issue(
      config,
      "it does not name a file",
      "give the path of a file below the image's root, like etc/kubeadm.yml",
    );
  }
  if (parts.includes("..")) {
    return issue(config, "it leaves the root of the image", 'give a path without ".."');
  }
  return parts.join("/");
}

/**
 * The new content of a file after one config. `merge` merges deeply into every YAML document (or the JSON
 * object) and keeps comments; `insert` writes before, `append` after; `override` replaces. A file that
 * is absent gets the data as it is, whatever the strategy.
 */
export function applyConfig(content: string | undefined, config: ImageConfig): string | Issue {
  if (content === undefined) return config.data;
  switch (config.strategy) {
    case "override":
      return config.data;
    case "insert":
      return `${config.data}\n${content}`;
    case "append":
      return `${content}\n${config.data}`;
    case "merge":
      return merge(content, config);
  }
}

function merge(content: string, config: ImageConfig): string | Issue {
  const data = parseData(config);
  if (isIssue(data)) return data;
  const documents = parseFile(content, config);
  if (isIssue(documents)) return documents;
  const filled = documents.filter(({ contents }) => contents !== null && !isEmptyScalar(contents));
  if (filled.length === 0) return config.data;
  for (const document of filled) {
    if (!isMap(document.contents)) return typeChange(config, [], document.contents, data.contents);
    const change = mergeMap(document, document.contents, data.contents, [], config);
    if (change !== undefined) return change;
  }
  return isJsonObject(content) ? writeJson(filled, content) : writeYaml(documents);
}

function parseData(config: ImageConfig): { contents: YAMLMap } | Issue {
  const lines = new LineCounter();
  const document = parseDocument(config.data, { prettyErrors: false, lineCounter: lines });
  const error = document.errors[0];
  if (error !== undefined) return unreadable(config, "data", error, lines);
  if (!isMap(document.contents)) {
    return issue(
      config,
      "its data is not a map, and only a map can be merged",
      "write key: value lines, or use override",
    );
  }
  // Anchors of the data mean nothing in the file that it goes into.
  const plain = parseDocument("{}").createNode(document.toJS(), { aliasDuplicateObjects: false });
  return { contents: plain as YAMLMap };
}

function parseFile(content: string, config: ImageConfig): Document[] | Issue {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(content, { prettyErrors: false, lineCounter: lines });
  const documents: Document[] = Array.isArray(parsed) ? [...parsed] : [];
  const error = documents.flatMap(({ errors }) => errors)[0];
  return error === undefined
    ? documents
    : unreadable(config, "the file in the image", error, lines);
}

function mergeMap(
  document: Document,
  target: YAMLMap,
  data: YAMLMap,
  at: readonly string[],
  config: ImageConfig,
): Issue | undefined {
  for (const { key, value } of data.items as { key: Node; value: Node | null }[]) {
    const name = isScalar(key) ? key.value : key;
    const path = [...at, String(name)];
    const old = ownNode(document, target, name);
    if (isMap(old) && isMap(value)) {
      const change = mergeMap(document, old, value, path, config);
      if (change !== undefined) return change;
    } else if (
      kindOf(old) !== kindOf(value) &&
      kindOf(old) !== "null" &&
      kindOf(value) !== "null"
    ) {
      return typeChange(config, path, old, value);
    } else {
      target.set(name, withComments(value, old));
    }
  }
  return undefined;
}

/** The value under a name; an alias is replaced by a copy first, so that its anchor keeps its own value. */
function ownNode(document: Document, target: YAMLMap, name: unknown): Node | undefined {
  const node = target.get(name, true) as Node | undefined;
  if (!isAlias(node)) return node;
  const copy = document.createNode(node.toJS(document));
  target.set(name, copy);
  return copy;
}

function withComments(value: Node | null, old: Node | undefined): Node | null {
  if (value === null || old === undefined) return value;
  const fresh = value.clone() as Node;
  if (old.comment != null) fresh.comment = old.comment;
  if (old.commentBefore != null) fresh.commentBefore = old.commentBefore;
  if (old.spaceBefore !== undefined) fresh.spaceBefore = old.spaceBefore;
  if (isSeq(fresh) && isSeq(old) && old.flow !== undefined) fresh.flow = old.flow;
  return fresh;
}

function kindOf(node: unknown): string {
  if (isMap(node)) return "map";
  if (isSeq(node)) return "list";
  const value: unknown = isScalar(node) ? node.value : undefined;
  return value === null || value === undefined ? "null" : typeof value;
}

function isEmptyScalar(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

function isJsonObject(content: string): boolean {
  if (!content.trimStart().startsWith("{")) return false;
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}

function writeJson(documents: readonly Document[], old: string): string {
  const indent = /\n([ \t]+)"/.exec(old)?.[1] ?? "  ";
  return `${JSON.stringify(documents[0]?.toJS(), null, indent)}\n`;
}

function writeYaml(documents: readonly Document[]): string {
  const texts = documents.map((document) => document.toString({ lineWidth: 0 }));
  return texts
    .map((text, index) =>
      index === 0 || /^(%.*\n)*---/m.test(text.slice(0, 4)) ? text : `---\n${text}`,
    )
    .join("");
}

function typeChange(
  config: ImageConfig,
  path: readonly string[],
  old: unknown,
  value: unknown,
): Issue {
  const where = path.length === 0 ? "a document" : path.join(".");
  return issue(
    config,
    `${where} is a ${kindOf(old)} in the image and a ${kindOf(value)} in the data, and merge must not change what kind a value is`,
    "correct the data, or replace the file with override",
  );
}

function unreadable(
  config: ImageConfig,
  what: string,
  error: { message: string; pos: [number, number] },
  lines: LineCounter,
): Issue {
  return issue(
    config,
    `${what} is not valid YAML or JSON at line ${lines.linePos(error.pos[0]).line}: ${error.message}`,
    "correct it, or use override",
  );
}

function issue(config: ImageConfig, found: string, cure: string): Issue {
  return {
    severity: "error",
    summary: "Config Cannot Be Applied",
    detail: `configs: ${config.path === "" ? "an empty path" : config.path} (${config.strategy}): ${found}. To mend it, ${cure}.`,
    attribute: ["configs"],
  };
}
