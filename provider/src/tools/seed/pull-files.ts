import type { Runner } from "../../transports/runner";
import { hashFiles, pathList, type SharedFile } from "../image-tree";
import type { Seed } from "./start-seed";

/** A large image over a slow network; a connection that stands still is given up much earlier. */
const LIMIT_MS = 30 * 60_000;
const CREATED_MODE = 0o644;

// Exit codes do not matter: what did not come, or not whole, has another digest.
const PULL = `
command -v curl >/dev/null || exit 0
umask 022
cd -- "$1" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf -- "$work"' EXIT
trap 'exit 1' HUP INT TERM # the shell of some systems leaves without a word otherwise
printf '%s' "$2" >"$work/certificate.pem"
parallel=
if curl --help all 2>/dev/null | grep -q -- --parallel-max; then parallel='--parallel --parallel-max 4'; fi
curl $parallel --silent --fail --http1.1 --noproxy '*' --create-dirs --connect-timeout 5 \\
  --speed-limit 50000 --speed-time 15 --cacert "$work/certificate.pem" --config -
exit 0`;

const CHANGE_MODE = `cd -- "$1" && xargs -0 -r chmod "$2" --`;

/**
 * Has a host get files from a seed and put them, each with its mode, below a directory. Answers the paths of those that came
 * and have the digest that they should; whatever else was written there is to be replaced.
 */
export async function pullFiles(
  to: Runner,
  seed: Seed,
  files: readonly SharedFile[],
  directory: string,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const options = { timeoutMs: LIMIT_MS, ...(signal && { signal }) };
  await to.exec(["sh", "-c", PULL, "pull-files", directory, seed.certificate], {
    ...options,
    stdin: curlConfig(seed, files),
  });
  const paths = files.map(({ path }) => path);
  const found = await hashFiles(to, directory, paths, signal);
  const whole = files.filter(({ path, digest }) => found.get(path) === digest);
  for (const mode of new Set(whole.map((file) => file.mode))) {
    if (mode === CREATED_MODE) continue;
    const own = whole.filter((file) => file.mode === mode).map(({ path }) => path);
    await to.exec(["sh", "-c", CHANGE_MODE, "change-mode", directory, mode.toString(8)], {
      ...options,
      stdin: pathList(own),
    });
  }
  return new Set(whole.map(({ path }) => path));
}

/** The password travels on the input: arguments of a command are for everybody to read. */
function curlConfig({ url, user, password }: Seed, files: readonly SharedFile[]): string {
  const wanted = files.map(({ digest, path }) => [
    `url = "${url}${digest}"`,
    `output = ${quoted(`./${path}`)}`,
  ]);
  return [`user = "${user}:${password}"`, ...wanted.flat(), ""].join("\n");
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, "\\$&")}"`;
}
