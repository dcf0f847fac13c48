import type { QueryRunner, Runner } from "../../transports/runner";
import { hasHostsEntry, removeHostsEntry, setHostsEntry } from "./hosts-entries";
import { readFile } from "./read-file";
import { writeFile } from "./write-file";

const HOSTS_FILE = "/etc/hosts";
const HOSTS_MODE = 0o644;

/** Makes a name resolve to exactly these addresses on a machine, by lines of ours in `/etc/hosts`. */
export async function setHostsName(
  runner: Runner,
  name: string,
  addresses: readonly string[],
): Promise<void> {
  await changeHostsFile(runner, (text) => setHostsEntry(text, name, addresses));
}

/** Whether a name resolves to exactly these addresses on a machine, by lines of ours that count. */
export async function hasHostsName(
  runner: QueryRunner,
  name: string,
  addresses: readonly string[],
): Promise<boolean> {
  return hasHostsEntry(await readHostsFile(runner), name, addresses);
}

/** Removes our lines for a name from `/etc/hosts`. */
export async function removeHostsName(runner: Runner, name: string): Promise<void> {
  await changeHostsFile(runner, (text) => removeHostsEntry(text, name));
}

async function changeHostsFile(runner: Runner, change: (text: string) => string): Promise<void> {
  const before = await readHostsFile(runner);
  const after = change(before);
  if (after !== before) {
    await writeFile(runner, HOSTS_FILE, Buffer.from(after, "latin1"), HOSTS_MODE);
  }
}

/** latin1 keeps every byte of lines that are not ours. */
async function readHostsFile(runner: QueryRunner): Promise<string> {
  return (await readFile(runner, HOSTS_FILE))?.toString("latin1") ?? "";
}
