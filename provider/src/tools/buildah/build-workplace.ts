import type { Runner } from "../../transports/runner";
import { removePaths } from "../files";
import { dropImages } from "./build-image";
import type { BuildahStorage } from "./commands";

const PREFIX = "cdktf-sealos-build.";
const LIMIT_MS = 10 * 60_000;
const OPEN = `
  umask 077
  exec mktemp -d "/var/tmp/${PREFIX}XXXXXXXX"`;
// What a run that was killed left a day ago.
const ABANDONED = `find /var/tmp -maxdepth 1 -type d -name '${PREFIX}*' -user "$(id -u)" -mmin +1440`;
const IMAGES = `find "$1" -maxdepth 1 -name '*.iid'`;

/**
 * Lends a directory (0700) to a build. Afterwards, and for builds that were cut off a day ago, the directory goes, and with it the images
 * that were built there.
 */
export async function withWorkplace<Value>(
  runner: Runner,
  storage: BuildahStorage,
  work: (directory: string) => Promise<Value>,
): Promise<Value> {
  const abandoned = await runner.query(["sh", "-c", ABANDONED]);
  for (const directory of linesOf(abandoned.stdout)) await discard(runner, storage, directory);
  const directory = (await runner.exec(["sh", "-c", OPEN])).stdout.trim();
  try {
    return await work(directory);
  } finally {
    await discard(runner, storage, directory);
  }
}

/** Tidying up is not cancelled, and hides no failure. */
async function discard(runner: Runner, storage: BuildahStorage, directory: string): Promise<void> {
  try {
    const { stdout } = await runner.query(["sh", "-c", IMAGES, "images", directory], {
      timeoutMs: LIMIT_MS,
    });
    await dropImages(runner, storage, { directory, idFiles: linesOf(stdout) });
    await removePaths(runner, [directory]);
  } catch {
    // The next build finds it.
  }
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}
