import type { HostFacts } from "../domain/host-facts";
import {
  EMPTY_JOURNAL,
  formatJournal,
  parseJournal,
  type HostJournal,
} from "../domain/host-journal";
import type { HostLocator } from "../domain/host-locator";
import { SEALOS_ROOT } from "../domain/paths";
import { gatherFacts } from "../tools/facts";
import { sweepAsides } from "../tools/files";
import { acquireLock, readJournal, writeJournal } from "../tools/host-journal";
import { sweepSeeds } from "../tools/seed";
import type { Clock, HostSession, PhaseContext } from "./context";
import type { PipelineEnvironment } from "./environment";
import { damagedJournal, otherMachine, ownedByOther } from "./errors";
import { reported, type StepReporter } from "./events";
import { keepJournal } from "./journal-keeper";
import { reporterOf } from "./reporter-of";

const LEASE_SECONDS = 60;

/** Whom to visit, and for which object. */
export interface HostCall {
  readonly locator: HostLocator;
  /** What messages call the host. */
  readonly name: string;
  /** The cluster that the host must belong to, if it belongs to one already. */
  readonly cluster: string | undefined;
  /** Terraform type of the object, `sealos_host`. */
  readonly resource: string;
  /** Name of the object, where it is not the host's only one of its type. */
  readonly object?: string;
  readonly signal: AbortSignal;
}

/** A host that was reached, is ours to change, and is locked against everybody else. */
export interface HostVisit extends PhaseContext {
  readonly host: HostSession;
  readonly facts: HostFacts;
  /** The local clock when the facts were gathered. */
  readonly gatheredAt: Date;
}

/** What a look at a host shows, without a lock and without a change. */
export interface HostSight {
  readonly host: HostSession;
  readonly facts: HostFacts;
  readonly journal: HostJournal;
}

/**
 * Reaches a host, refuses it where it is another machine or belongs to another cluster, takes its lock
 * and hands it to `work`. The lock is given back whatever happens.
 */
export async function visitHost<T>(
  environment: PipelineEnvironment,
  call: HostCall,
  work: (visit: HostVisit) => Promise<T>,
): Promise<T> {
  const report = reporterOf(environment, call);
  const inTurn = environment.oneAtATime(`${call.locator.address}:${call.locator.port}`);
  const turn = awaitedTurn(report, environment.clock);
  return inTurn(() =>
    environment.hosts(() => {
      turn.hasCome();
      return visit(environment, call, report, work);
    }),
  );
}

/** Tells of the time until a place is free as a task. */
function awaitedTurn(report: StepReporter, clock: Clock): { hasCome(): void } {
  let hasCome = (): void => undefined;
  const coming = new Promise<void>((resolve) => (hasCome = resolve));
  void reported(report, "await-turn", clock, () => coming);
  return { hasCome };
}

async function visit<T>(
  environment: PipelineEnvironment,
  call: HostCall,
  report: StepReporter,
  work: (visit: HostVisit) => Promise<T>,
): Promise<T> {
  const { runId, clock } = environment;
  const { host, lock } = await reported(report, "reach-host", clock, async () => {
    const reached = await environment.connector.connect(call.locator, call.signal);
    const own = { owner: runId, leaseSeconds: LEASE_SECONDS };
    return { host: reached, lock: await acquireLock(reached, own) };
  });
  try {
    const { facts, journal } = await reported(report, "look-at-host", clock, () =>
      look(call, host),
    );
    await Promise.all([sweepSeeds(host), sweepAsides(host, SEALOS_ROOT)]);
    return await work({
      host,
      facts,
      gatheredAt: clock(),
      journal: keepJournal(journal, (next) => writeJournal(host, formatJournal(next))),
      report,
      clock,
      signal: AbortSignal.any([call.signal, lock.lost]),
    });
  } finally {
    await lock.release();
  }
}

/** Looks at a host without changing anything. */
export async function lookAtHost(
  environment: PipelineEnvironment,
  call: HostCall,
): Promise<HostSight> {
  return look(call, await environment.connector.connect(call.locator, call.signal));
}

async function look({ locator, name, cluster }: HostCall, host: HostSession): Promise<HostSight> {
  const [facts, text] = await Promise.all([gatherFacts(host), readJournal(host)]);
  if (locator.machineId !== undefined && locator.machineId !== facts.machineId) {
    throw otherMachine(name, locator.machineId, facts.machineId);
  }
  const journal = text === undefined ? EMPTY_JOURNAL : parseJournal(text);
  if (journal === undefined) throw damagedJournal(name);
  const owner = journal.owner?.cluster;
  if (cluster !== undefined && owner !== undefined && owner !== cluster) {
    throw ownedByOther(name, owner, cluster);
  }
  return { host, facts, journal };
}
