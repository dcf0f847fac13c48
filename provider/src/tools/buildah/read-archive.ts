import type { Runner } from "../../transports/runner";

/** What is found at the path of an archive. */
export interface FoundArchive {
  /** `sha256:…` of its manifest; undefined: it is no archive of an image. */
  readonly digest: string | undefined;
  readonly sizeBytes: number;
}

const ABSENT = 44;
const LIMIT_MS = 10 * 60_000;
const LOOK = `
  [ -f "$1" ] || exit ${ABSENT}
  stat -c %s -- "$1"
  tar --extract --to-stdout --file="$1" --occurrence=1 index.json 2>/dev/null || :`;

/** Looks at an OCI archive without loading it; undefined when there is no such file. */
export async function readArchive(
  runner: Runner,
  path: string,
  signal?: AbortSignal,
): Promise<FoundArchive | undefined> {
  const { exitCode, stdout } = await runner.query(["sh", "-c", LOOK, "look", path], {
    timeoutMs: LIMIT_MS,
    accept: [0, ABSENT],
    ...(signal && { signal }),
  });
  if (exitCode === ABSENT) return undefined;
  const [size = "", ...index] = stdout.split("\n");
  return { digest: parseIndex(index.join("\n")), sizeBytes: Number(size) };
}

/** The digest of the only manifest that the index of an archive lists; undefined for any other text. */
export function parseIndex(text: string): string | undefined {
  try {
    const { manifests } = JSON.parse(text) as { manifests?: readonly { digest?: string }[] };
    return manifests?.length === 1 ? manifests[0]?.digest : undefined;
  } catch {
    return undefined;
  }
}
