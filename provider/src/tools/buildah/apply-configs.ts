import { posix } from "node:path";

import { applyConfig, configPath, selectConfigs } from "../../domain/config-strategy";
import type { ImageConfig } from "../../domain/image-mount";
import { isIssue, type Issue } from "../../domain/issue";
import type { Runner } from "../../transports/runner";
import { readFiles, readOutput } from "../image-tree";
import { notText, pathEscapes, ruleBroken } from "./errors";
import { OWN_CONFIGS, parseOwnConfigs } from "./image-configs";

export interface ConfigWork {
  readonly image: string;
  /** Where the image is mounted, a private copy. */
  readonly root: string;
  /** The practitioner's, applied after those in the image's own `config.yml`. */
  readonly configs: readonly ImageConfig[];
  readonly signal?: AbortSignal | undefined;
}

/**
 * Changes the files of a mounted image as its own configs and the given ones say. All changes are
 * computed before the first is written. Tells whether anything was changed.
 *
 * @throws ToolError that names the file and the reason.
 */
export async function applyConfigs(runner: Runner, work: ConfigWork): Promise<boolean> {
  const { image, root, configs, signal } = work;
  const selected = selectConfigs([...(await ownConfigs(runner, work)), ...configs], image);
  if (selected.length === 0) return false;
  const places = await resolvePaths(
    runner,
    root,
    selected.map((config) => accepted(runner, configPath(config))),
    signal,
  );
  const contents = await readPresent(runner, root, placesToRead(selected, places), signal);
  selected.forEach((config, index) => {
    const place = places[index] ?? "";
    contents.set(place, accepted(runner, applyConfig(contents.get(place), config)));
  });
  for (const place of new Set(places)) {
    await writeInPlace(runner, posix.join(root, place), contents.get(place) ?? "", signal);
  }
  return true;
}

/** What is replaced as a whole need not be text before. */
function placesToRead(configs: readonly ImageConfig[], places: readonly string[]): string[] {
  return [...new Set(places.filter((_place, index) => configs[index]?.strategy !== "override"))];
}

async function ownConfigs(
  runner: Runner,
  { image, root, signal }: ConfigWork,
): Promise<readonly ImageConfig[]> {
  const [place = ""] = await resolvePaths(runner, root, [OWN_CONFIGS], signal);
  const text = (await readPresent(runner, root, [place], signal)).get(place);
  return text === undefined ? [] : accepted(runner, parseOwnConfigs(image, text));
}

/** Follows links, and refuses those that leave the root; the answers are relative to it. */
async function resolvePaths(
  runner: Runner,
  root: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string[]> {
  const absolute = paths.map((path) => posix.join(root, path));
  const output = await readOutput(runner, ["realpath", "-m", "-z", "--", root, ...absolute], {
    signal,
  });
  const [realRoot = root, ...real] = output.toString("utf8").split("\0");
  return paths.map((path, index) => {
    const place = posix.relative(realRoot, real[index] ?? "/");
    if (place === "" || place.startsWith("..")) throw pathEscapes(runner.host, path);
    return place;
  });
}

const LIST_PRESENT =
  'cd -- "$1" && shift && for path do if [ -f "$path" ]; then printf "%s\\\\0" "$path"; fi; done';

async function readPresent(
  runner: Runner,
  root: string,
  places: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Map<string, string>> {
  const listing = await readOutput(runner, ["sh", "-c", LIST_PRESENT, "sh", root, ...places], {
    signal,
  });
  const present = listing
    .toString("utf8")
    .split("\0")
    .filter((place) => place !== "");
  const files = await readFiles(runner, root, present, signal);
  return new Map([...files].map(([place, content]) => [place, decoded(runner, place, content)]));
}

function decoded(runner: Runner, place: string, content: Buffer): string {
  const text = content.toString("utf8");
  if (!Buffer.from(text, "utf8").equals(content)) throw notText(runner.host, place);
  return text;
}

// A file that is there keeps its mode; a new one gets 0644, and its directories 0755.
const WRITE = `
  set -e
  umask 022
  mkdir -p -- "$(dirname -- "$1")"
  cat >"$1.new"
  if [ -e "$1" ]; then chmod --reference="$1" -- "$1.new"; fi
  mv -fT -- "$1.new" "$1"`;

async function writeInPlace(
  runner: Runner,
  path: string,
  content: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await runner.exec(["sh", "-c", WRITE, "sh", path], { stdin: content, signal });
}

function accepted<Value>(runner: Runner, result: Value | Issue): Value {
  if (isIssue(result)) throw ruleBroken(runner.host, result);
  return result;
}
