import type { Argv, CommandResult, Runner } from "../../transports/runner";
import { listImagesCommand, removeImagesCommand, removeListCommand } from "./build-commands";
import { isListName, workplaceOf } from "./build-names";
import type { BuildahStorage } from "./commands";
import { parseImageNames } from "./parse";

const LIMIT_MS = 10 * 60_000;
/** Where two builds made the same image, one that takes its name off may put the other's back. */
const ROUNDS = 5;

/**
 * Takes what builds made out of the store when their workplaces are gone: manifest lists, and images. An image that has another name
 * stays; one that is mounted keeps the build's until a later build finds it free. `workplaces` tells which there are, by name.
 */
export async function dropOrphans(
  runner: Runner,
  storage: BuildahStorage,
  workplaces: () => Promise<ReadonlySet<string>>,
): Promise<void> {
  let before = "";
  for (let round = 0; round < ROUNDS; round += 1) {
    // In this order: a build has its workplace before it has an image.
    const listed = await attempt(runner, listImagesCommand(storage));
    if (listed.exitCode !== 0) continue; // an image went while it was being listed
    const present = await workplaces();
    const orphans = parseImageNames(listed.stdout).filter((name) => {
      const workplace = workplaceOf(name);
      return workplace !== undefined && !present.has(workplace);
    });
    const now = orphans.toSorted().join();
    if (now === before) return;
    before = now;
    const images = orphans.filter((name) => !isListName(name));
    for (const list of orphans.filter(isListName)) {
      await attempt(runner, removeListCommand(storage, list));
    }
    if (images.length > 0) await attempt(runner, removeImagesCommand(storage, images));
  }
}

function attempt(runner: Runner, argv: Argv): Promise<CommandResult> {
  return runner.exec(argv, { timeoutMs: LIMIT_MS, accept: [0, 1, 125] });
}
