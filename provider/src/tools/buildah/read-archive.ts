import type { Runner } from "../../transports/runner";

/** The image that an archive holds. */
export interface ArchivedImage {
  /** `sha256:…` of its manifest. */
  readonly digest: string;
  /** What it is called in there, if anything. */
  readonly tag: string | undefined;
}

/** What is found at the path of an archive. */
export interface FoundArchive {
  /** Undefined: it is no archive of one image. */
  readonly image: ArchivedImage | undefined;
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
    signal,
  });
  if (exitCode === ABSENT) return undefined;
  const [size = "", ...index] = stdout.split("\n");
  return { image: parseIndex(index.join("\n")), sizeBytes: Number(size) };
}

interface Index {
  readonly manifests?: readonly {
    readonly digest?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
}

const TAG = "org.opencontainers.image.ref.name";

/** The only image that the index of an archive lists; undefined for any other text. */
export function parseIndex(text: string): ArchivedImage | undefined {
  try {
    const [only, ...others] = (JSON.parse(text) as Index).manifests ?? [];
    if (only?.digest === undefined || others.length > 0) return undefined;
    return { digest: only.digest, tag: only.annotations?.[TAG] };
  } catch {
    return undefined;
  }
}
