import type { Runner } from "../../transports/runner";
import type { SharedFile } from "../image-tree";

/** The one repository of a seed's registry. */
export const REPOSITORY = "tree";

const LIMIT_MS = 10 * 60_000;

// Layout of the distribution registry's file system driver: a blob, and a link that lets the repository give it out.
const OFFER = `
set -e
umask 077
cd -- "$3"
root=docker/registry/v2
while IFS= read -r -d '' digest && IFS= read -r -d '' path; do
  blob=$root/blobs/sha256/\${digest:0:2}/$digest
  link=$root/repositories/${REPOSITORY}/_layers/sha256/$digest
  mkdir -p -- "$blob" "$link"
  ln -f -- "$1/$path" "$blob/data" 2>/dev/null || ln -f -- "$2/$path" "$blob/data"
  printf 'sha256:%s' "$digest" >"$link/link"
done`;

/** Links files into the storage of a registry on the same file system, from the first of two trees that has them. */
export async function offerFiles(
  host: Runner,
  [first, second]: readonly [string, string],
  storage: string,
  files: readonly SharedFile[],
): Promise<void> {
  if (files.length === 0) return;
  await host.exec(["bash", "-c", OFFER, "offer-files", first, second, storage], {
    stdin: files.map(({ digest, path }) => `${digest}\0${path}\0`).join(""),
    timeoutMs: LIMIT_MS,
  });
}
