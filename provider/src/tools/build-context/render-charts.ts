import type { ImageText } from "../../domain/build/collect-images";
import type { Runner } from "../../transports/runner";
import type { TreeEntry } from "../image-tree";
import { parseDocument } from "yaml";
import { chartUnreadable, helmMissing } from "./errors";

const CHART = /^charts\/([^/]+)\/Chart\.yaml$|^(charts\/[^/]+\.tgz)$/;
const FAILED = 1;
const ABSENT = 127;
const LIMIT_MS = 5 * 60_000;

/**
 * Renders the charts directly below `charts/` by helm, each with the `NAME.values.yaml` beside it where that is there, NAME being what the
 * chart calls itself. Without charts helm is not asked for.
 */
export async function renderCharts(
  runner: Runner,
  directory: string,
  entries: readonly TreeEntry[],
  signal?: AbortSignal,
): Promise<readonly ImageText[]> {
  const files = new Set(entries.flatMap(({ path, kind }) => (kind === "file" ? [path] : [])));
  const texts: ImageText[] = [];
  for (const path of [...files].flatMap(chartAt)) {
    const name = await chartName(runner, directory, path, signal);
    const values = `charts/${name}.values.yaml`;
    const options = files.has(values) ? [`--values=${directory}/${values}`] : [];
    const chart = `${directory}/${path}`;
    const text = await helm(runner, path, ["template", "dryrun", chart, ...options], signal);
    texts.push({ origin: "charts", path, text });
  }
  return texts;
}

function chartAt(path: string): readonly string[] {
  const [, folder, archive] = CHART.exec(path) ?? [];
  if (folder !== undefined) return [`charts/${folder}`];
  return archive === undefined ? [] : [archive];
}

async function chartName(
  runner: Runner,
  directory: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const text = await helm(runner, path, ["show", "chart", `${directory}/${path}`], signal);
  const { name } = (parseDocument(text).toJS() ?? {}) as { readonly name?: unknown };
  return typeof name === "string" ? name : "";
}

async function helm(
  runner: Runner,
  chart: string,
  words: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const { exitCode, stdout, stderr } = await runner.query(["helm", ...words], {
    timeoutMs: LIMIT_MS,
    accept: [0, FAILED, ABSENT],
    signal,
  });
  if (exitCode === ABSENT) throw helmMissing(runner.host, chart);
  if (exitCode !== 0) throw chartUnreadable(runner.host, chart, stderr);
  return stdout;
}
