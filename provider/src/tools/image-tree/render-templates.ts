import {
  isTemplateError,
  parseTemplate,
  renderTemplate,
  yamlFunctions,
  type Template,
} from "../../lib/go-template";
import { templateRoot, type Environment } from "../../domain/template-environment";
import type { Runner } from "../../transports/runner";
import { isUnderAny, type TreeEntry } from "./entry";
import { templateRefused } from "./errors";
import { readFiles } from "./read-files";

/** A file that was made here rather than found in an image. */
export interface RenderedFile {
  readonly path: string;
  readonly mode: number;
  readonly content: string;
}

/** The only directories of an image whose templates are rendered: a contract of cluster images. */
const TEMPLATE_DIRECTORIES = ["etc", "scripts", "manifests"];
const SUFFIX = /\.(tmpl|tpl)$/;

/** Whether an entry is a template: it is rendered for each host, and not sent itself. */
export function isTemplate({ path, kind }: TreeEntry): boolean {
  return kind === "file" && SUFFIX.test(path) && isUnderAny(path, TEMPLATE_DIRECTORIES);
}

/** The templates of a tree with their sources, so that many hosts can be served from one reading. */
export async function readTemplates(
  runner: Runner,
  root: string,
  entries: readonly TreeEntry[],
  signal?: AbortSignal,
): Promise<readonly RenderedFile[]> {
  const templates = entries.filter(isTemplate);
  const sources = await readFiles(
    runner,
    root,
    templates.map(({ path }) => path),
    signal,
  );
  return templates.map(({ path, mode }) => ({
    path,
    mode,
    content: sources.get(path)?.toString("utf8") ?? "",
  }));
}

/**
 * Parses every template, so that a mistake is found before any host is touched.
 *
 * @throws ToolError that names file and line. `what` is the image, as the practitioner named it.
 */
export function checkTemplates(
  host: string,
  what: string,
  templates: readonly RenderedFile[],
): void {
  for (const { path, content } of templates) {
    explained(host, what, () => parse(path, content));
  }
}

/**
 * Renders templates for one host; the suffix leaves the name.
 *
 * @throws ToolError that names file and line.
 */
export function renderTemplates(
  host: string,
  what: string,
  templates: readonly RenderedFile[],
  environment: Environment,
): RenderedFile[] {
  const root = templateRoot(environment);
  return templates.map(({ path, mode, content }) => ({
    path: path.replace(SUFFIX, ""),
    mode,
    content: explained(host, what, () => renderTemplate(parse(path, content), root)),
  }));
}

function parse(path: string, content: string): Template {
  return parseTemplate(path, content, { functions: yamlFunctions });
}

function explained<Value>(host: string, what: string, step: () => Value): Value {
  try {
    return step();
  } catch (thrown) {
    if (!isTemplateError(thrown)) throw thrown;
    throw templateRefused(host, what, thrown.message, thrown);
  }
}
