import { isSameVersion } from "../../domain/node-standing";
import { parseStagedHost, stagedPath, type StagedHost } from "../../domain/staged-host";
import type { UpgradeSpec } from "../../domain/upgrade-spec";
import { readFile } from "../../tools/files";
import type { QueryRunner } from "../../transports/runner";

/**
 * What a host has staged for the version that its node shall have.
 *
 * @throws Error that names the host, what it has, and the resource that stages it.
 */
export async function requireStaged(
  host: QueryRunner,
  { cluster, node, to }: Pick<UpgradeSpec, "cluster" | "node" | "to">,
): Promise<StagedHost> {
  const text = await readFile(host, stagedPath(cluster));
  const staged = text === undefined ? undefined : parseStagedHost(text.toString("utf8"));
  if (staged !== undefined && to !== null && isSameVersion(staged.kubernetes, to)) return staged;
  const found = staged === undefined ? "nothing is staged on it" : `it has ${staged.kubernetes}`;
  throw new Error(
    `${node} cannot be upgraded to ${to ?? "an unknown version"}: ${found}. Give its sealos_host the image of that version and apply it first.`,
  );
}
