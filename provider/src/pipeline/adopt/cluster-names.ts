import type { QueryRunner } from "../../transports/runner";

/** Names of the clusters whose files a host has, where sealos and cluster images keep them: one, as a rule. */
export async function readClusterNames(host: QueryRunner): Promise<readonly string[]> {
  const { stdout } = await host.query(["ls", "-1", "--", "/var/lib/sealos/data", "/root/.sealos"], {
    accept: [0, 1, 2],
  });
  const names = stdout.split("\n").filter((line) => line !== "" && !line.endsWith(":"));
  return [...new Set(names)].filter((name) => name !== "logs");
}
