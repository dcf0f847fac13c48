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

const MOST_ATTEMPTS = 5;

/**
 * Calls with a living control plane; when that one is gone afterwards (it may be leaving itself), calls again with
 * another. The call must be one that can be made twice.
 */
export async function withControlPlane<T>(
  environment: PipelineEnvironment,
  locators: readonly HostLocator[],
  signal: AbortSignal,
  call: (api: HostSession) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const api = await livingControlPlane(environment, locators, signal);
    try {
      return await call(api);
    } catch (error) {
      signal.throwIfAborted();
      if (attempt === MOST_ATTEMPTS || (await isLiving(api, signal))) throw error;
    }
  }
}

async function isLiving(api: HostSession, signal: AbortSignal): Promise<boolean> {
  try {
    await findLiving([api], { signal });
    return true;
  } catch {
    return false;
  }
}
