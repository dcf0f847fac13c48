import type { HostLocator } from "../domain/host-locator";
import { findLiving } from "../tools/kubectl";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { reasonOf } from "./errors";

/**
 * The first control plane, in the given order, that can be reached and whose API answers.
 *
 * @throws Error that says of each why it does not.
 */
export async function livingControlPlane(
  environment: PipelineEnvironment,
  locators: readonly HostLocator[],
  signal: AbortSignal,
): Promise<HostSession> {
  const reasons: string[] = [];
  for (const locator of locators) {
    try {
      return await findLiving([await environment.connector.connect(locator, signal)], { signal });
    } catch (error) {
      signal.throwIfAborted();
      reasons.push(reasonOf(error));
    }
  }
  throw new Error(
    `no control plane answers, so the cluster cannot be asked or changed:\n${reasons.join("\n")}\nBring one of them back; if a majority of the control planes is lost for good, restore etcd from a snapshot first.`,
  );
}
