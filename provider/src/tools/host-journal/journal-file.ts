import { SEALOS_ROOT } from "../../domain/paths";
import type { QueryRunner, Runner } from "../../transports/runner";
import { readFile, writeFile } from "../files";

const JOURNAL = `${SEALOS_ROOT}/journal.json`;
const PRIVATE = 0o600;

/** The text of a host's journal; undefined when the host has none. */
export async function readJournal(runner: QueryRunner): Promise<string | undefined> {
  return (await readFile(runner, JOURNAL))?.toString("utf8");
}

/** Replaces a host's journal in one piece, mode 0600, on the disk before this returns. */
export async function writeJournal(runner: Runner, text: string): Promise<void> {
  await writeFile(runner, JOURNAL, text, PRIVATE);
}
