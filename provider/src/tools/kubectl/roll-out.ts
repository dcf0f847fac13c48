import type { CommandOptions, Runner } from "../../transports/runner";
import { ADMIN_KUBECONFIG } from "../../domain/paths";
import { kubectl } from "./command";

/**
 * Starts all pods of a workload of `kube-system` (`daemonset/kube-proxy`) anew, as many at a time as its strategy says, and
 * waits until they are available.
 *
 * @throws CommandError when they are not in time.
 */
export async function rollOut(
  runner: Runner,
  workload: string,
  limitSeconds: number,
  options?: CommandOptions,
): Promise<void> {
  const place = "--namespace=kube-system";
  await runner.exec(kubectl("rollout", "restart", workload, place), options);
  await runner.exec(
    [
      "kubectl",
      `--kubeconfig=${ADMIN_KUBECONFIG}`,
      "rollout",
      "status",
      workload,
      place,
      `--timeout=${limitSeconds}s`,
    ],
    { ...options, timeoutMs: (limitSeconds + 30) * 1_000 },
  );
}
