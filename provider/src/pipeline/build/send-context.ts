import { writeFile } from "../../tools/files";
import { inventoryTree, streamFiles, treeDigest } from "../../tools/image-tree";
import type { Runner } from "../../transports/runner";
import { contextChanged } from "../errors";
import type { BuildSite } from "./build-site";

const MAKE = 'mkdir -m 0755 -- "$1/context" && : >"$1/ignore"';

/**
 * Puts a context, as it was read, into the directory of a build, and the Kubefile beside it.
 *
 * @throws Error when the context changes meanwhile.
 */
export async function sendContext({
  runner,
  local,
  directory,
  context,
  access: { signal },
}: BuildSite & { readonly local: Runner }): Promise<void> {
  await runner.exec(["sh", "-c", MAKE, "make", directory]);
  await writeFile(runner, `${directory}/Kubefile`, context.kubefile, 0o600);
  const target = `${directory}/context`;
  const paths = context.entries.map(({ path }) => path);
  if (paths.length > 0) {
    await streamFiles({
      from: local,
      to: runner,
      parts: [{ root: context.directory, paths }],
      directory: target,
      target,
      onBytes: () => undefined,
      signal,
    });
  }
  const arrived = await inventoryTree(runner, target, signal);
  if ((await treeDigest(runner, target, arrived, signal)) !== context.treeDigest)
    throw contextChanged(context.directory);
}
