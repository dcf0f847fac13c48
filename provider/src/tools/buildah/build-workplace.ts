import { posix } from "node:path";
import type { Runner } from "../../transports/runner";
import { removePaths } from "../files";
import { listAbandoned, listOwn } from "./abandoned";
import { WORKPLACE_PREFIX } from "./build-names";
import type { BuildahStorage } from "./commands";
import { dropOrphans } from "./drop-orphans";

const OPEN = `
  umask 077
  exec mktemp -d "/var/tmp/${WORKPLACE_PREFIX}XXXXXXXX"`;
const ALL = listOwn("/var/tmp", WORKPLACE_PREFIX);
const ABANDONED = listAbandoned("/var/tmp", WORKPLACE_PREFIX);

/**
 * Lends a directory (0700) to a build. Afterwards, and for builds that were cut off a day ago, the directory goes, and with it the images
 * that were built there.
 */
export async function withWorkplace<Value>(
  runner: Runner,
  storage: BuildahStorage,
  work: (directory: string) => Promise<Value>,
): Promise<Value> {
  const directory = (await runner.exec(["sh", "-c", OPEN])).stdout.trim();
  try {
    return await work(directory);
  } finally {
    await tidyUp(runner, storage, directory).catch(() => undefined); // the next build does
  }
}

/** Is not cancelled, and hides no failure. */
async function tidyUp(runner: Runner, storage: BuildahStorage, directory: string): Promise<void> {
  await removePaths(runner, [directory, ...(await find(runner, ABANDONED))]);
  await dropOrphans(runner, storage, async () => {
    const found = await find(runner, ALL);
    return new Set(found.map((path) => posix.basename(path)));
  });
}

async function find(runner: Runner, script: string): Promise<readonly string[]> {
  const { stdout } = await runner.query(["sh", "-c", script]);
  return stdout.split("\n").filter((line) => line !== "");
}
