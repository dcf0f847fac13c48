import { formatKubernetesVersion, parseKubernetesVersion } from "../../domain/kubernetes-version";
import type { CommandOptions, QueryRunner } from "../../transports/runner";

/** Prints the version of the program, and ends well where it can run at all. */
export const K3S_VERSION_COMMAND = ["k3s", "--version"] as const;

/**
 * The Kubernetes version of the k3s on a host, `v1.27.4`.
 *
 * @throws Error when the program says something else.
 */
export async function readK3sVersion(
  runner: QueryRunner,
  options?: CommandOptions,
): Promise<string> {
  const { stdout } = await runner.query(K3S_VERSION_COMMAND, options);
  const version = parseKubernetesVersion(/^k3s version (\S+)/.exec(stdout)?.[1] ?? "");
  if (version !== undefined) return formatKubernetesVersion(version);
  throw new Error(
    `${runner.host}: k3s --version says ${JSON.stringify(stdout.trim())}, which names no version. Use an image whose bin/k3s is k3s.`,
  );
}
