import { randomUUID } from "node:crypto";

import { hasEnded } from "../../lib/run-name";
import type { CommandResult, Runner } from "../../transports/runner";
import { hostIsLocked, lockWasLost } from "./errors";
import {
  acquireCommand,
  LOCK_IS_HELD,
  parseHolder,
  releaseCommand,
  renewCommand,
} from "./lock-command";

export interface LockRequest {
  /** Who asks, for the message that others get: a run, a person, a machine. */
  readonly owner: string;
  /** How long the lock outlives an owner that crashed. */
  readonly leaseSeconds: number;
  /** Tells the lock from any other. Default: random. */
  readonly id?: string;
  /** Whether the run that is named so has ended for certain. Default: by the processes of this machine. */
  readonly hasEnded?: (owner: string) => boolean;
  /** Calls again and again until the function it yields is called. Default: a timer. */
  readonly every?: (milliseconds: number, task: () => void) => () => void;
}

/** The right to change a host, renewed by itself until it is released. */
export interface HostLock {
  /** Lengthens the lease now. @throws Error when the lock was lost */
  renew(): Promise<void>;
  /** Aborted, with the reason, when the lock is found to be lost. */
  readonly lost: AbortSignal;
  /** Stops renewing and gives the lock back. Never fails: a lease that cannot be given back runs out. */
  release(): Promise<void>;
}

/**
 * Takes the lock of a host: one writer at a time, by the host's own clock; an expired lease is taken over, and so is the
 * lock of a run that was killed on this machine.
 *
 * @throws HostLockedError when another owner has it.
 */
export async function acquireLock(runner: Runner, request: LockRequest): Promise<HostLock> {
  const { leaseSeconds, id = randomUUID(), every = everyInterval } = request;
  const taken = await acquire(runner, id, request);
  if (taken.exitCode === LOCK_IS_HELD) throw hostIsLocked(runner.host, parseHolder(taken.stdout));

  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    const renewed = await runner.exec(renewCommand(id, leaseSeconds), { accept: ACCEPT });
    if (renewed.exitCode !== LOCK_IS_HELD) return;
    const holder = renewed.stdout === "" ? undefined : parseHolder(renewed.stdout);
    const error = lockWasLost(runner.host, holder);
    lost.abort(error);
    throw error;
  };
  // A renewal that fails is tried again at the next third of the lease.
  const stop = every((leaseSeconds * 1_000) / 3, () => void renew().catch(() => undefined));

  return {
    renew,
    lost: lost.signal,
    async release() {
      stop();
      await runner.exec(releaseCommand(id)).catch(() => undefined);
    },
  };
}

const ACCEPT = [0, LOCK_IS_HELD];

async function acquire(
  runner: Runner,
  id: string,
  { owner, leaseSeconds, hasEnded: isOver = hasEnded }: LockRequest,
): Promise<CommandResult> {
  const take = (over?: string): Promise<CommandResult> =>
    runner.exec(acquireCommand(id, owner, leaseSeconds, over), { accept: ACCEPT });
  const taken = await take();
  if (taken.exitCode !== LOCK_IS_HELD) return taken;
  const holder = parseHolder(taken.stdout);
  return isOver(holder.owner) ? take(holder.id) : taken;
}

function everyInterval(milliseconds: number, task: () => void): () => void {
  const timer = setInterval(task, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
