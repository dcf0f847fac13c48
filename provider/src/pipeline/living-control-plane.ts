import type { HostLocator } from "../domain/host-locator";
import { hedge } from "../lib/hedge";
import { poll } from "../lib/poll";
import { findLiving, patientApi } from "../tools/kubectl";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { clusterSilent, isAway, reasonOf } from "./errors";

/** A dead machine is given so long before the next one is asked, too; silence takes far longer to be sure of. */
const HEAD_START_MS = 2_000;
/** What an API server and its etcd may take to come back on a machine that answers: it just booted, or its disk has room again. */
const RETURN_MS = 60_000;
const PAUSE_MS = 1_000;

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
  return requireApi(await lookForOne(environment, locators, signal));
}

/**
 * As {@link livingControlPlane}, for who is about to change something: an API gets a minute to come back, unless no machine of a
 * control plane answers either.
 */
export async function returningControlPlane(
  environment: PipelineEnvironment,
  locators: readonly HostLocator[],
  signal: AbortSignal,
): Promise<HostSession> {
  let found = await lookForOne(environment, locators, signal);
  const isOver = async (): Promise<boolean> => {
    if ("api" in found || found.failures.every(isAway)) return true;
    found = await lookForOne(environment, locators, signal);
    return false;
  };
  await poll(isOver, { limitMs: RETURN_MS, pauseMs: PAUSE_MS, signal });
  return requireApi(found);
}

/** What was found: a control plane, or of each why it is none. */
type Look = { readonly api: HostSession } | { readonly failures: readonly unknown[] };

function requireApi(look: Look): HostSession {
  if ("api" in look) return look.api;
  throw clusterSilent(look.failures.map(reasonOf));
}

async function lookForOne(
  environment: PipelineEnvironment,
  locators: readonly HostLocator[],
  signal: AbortSignal,
): Promise<Look> {
  const attempts = locators.map((locator) => async () => {
    signal.throwIfAborted();
    return findLiving([await environment.connector.connect(locator, signal)], { signal });
  });
  try {
    return { api: patientApi(await hedge(attempts, HEAD_START_MS)) };
  } catch (failure) {
    signal.throwIfAborted();
    return { failures: (failure as AggregateError).errors };
  }
}

/** The ways to the API with a host's own last: another control plane answers better for one that comes or goes. */
export function othersFirst(
  locators: readonly HostLocator[],
  host: HostLocator,
): readonly HostLocator[] {
  const isOwn = ({ address, port }: HostLocator): boolean =>
    address === host.address && port === host.port;
  return [...locators.filter((one) => !isOwn(one)), ...locators.filter(isOwn)];
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
