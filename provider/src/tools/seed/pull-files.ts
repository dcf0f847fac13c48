import type { Runner } from "../../transports/runner";
import { SCRATCH_DIRECTORY } from "../files";
import { HASH_FILES, parseHashes, readOutput, type SharedFile } from "../image-tree";
import type { Seed } from "./start-seed";

/** A large image over a slow network; a connection that stands still is given up much earlier. */
const LIMIT_MS = 30 * 60_000;

// Exit codes do not matter: what did not come, or not whole, has another digest. Modes and paths are comments of curl's
// configuration, so that one command does all: where the line is busy each round trip takes its time.
const PULL = `${HASH_FILES}
command -v curl >/dev/null || exit 0
${SCRATCH_DIRECTORY}
umask 022
cd -- "$1" || exit 1
cat >"$work/config"
printf '%s' "$2" >"$work/certificate.pem"
shift 2
parallel=
if curl --help all 2>/dev/null | grep -q -- --parallel-max; then parallel='--parallel --parallel-max 4'; fi
curl $parallel --silent --fail --http1.1 --noproxy '*' --create-dirs --connect-timeout 5 \\
  --speed-limit 50000 --speed-time 15 --cacert "$work/certificate.pem" --config "$work/config"
for mode do
  sed -n "s/^# $mode //p" "$work/config" | tr '\\n' '\\0' | xargs -0 -r chmod "$mode" -- 2>/dev/null
done
sed -n 's/^# [0-7]* //p' "$work/config" | tr '\\n' '\\0' | hash_files`;

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
  const modes = [...new Set(files.map(({ mode }) => mode.toString(8)))];
  const output = await readOutput(
    to,
    ["sh", "-c", PULL, "pull-files", directory, seed.certificate, ...modes],
    { stdin: curlConfig(seed, files), timeoutMs: LIMIT_MS, signal },
  );
  const found = parseHashes(output.toString("utf8"));
  const whole = files.filter(({ path, digest }) => found.get(path) === digest);
  return new Set(whole.map(({ path }) => path));
}

/** The password travels on the input: arguments of a command are for everybody to read. */
function curlConfig({ url, user, password }: Seed, files: readonly SharedFile[]): string {
  const wanted = files.map(({ digest, path, mode }) => [
    `# ${mode.toString(8)} ./${path}`,
    `url = "${url}${digest}"`,
    `output = ${quoted(`./${path}`)}`,
  ]);
  return [`user = "${user}:${password}"`, ...wanted.flat(), ""].join("\n");
}

function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, "\\$&")}"`;
}
