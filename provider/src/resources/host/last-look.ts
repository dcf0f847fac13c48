import { isNode } from "../../domain/distribution";
import type { PlanRequest, State } from "../../../sdk";
import { readHost } from "../../pipeline/read-host";
import { intentsOf } from "../../pipeline/phase";
import {
  checkHostPhases,
  hostPhasesFor,
  type HostStanding,
} from "../../pipeline/workflows/prepare-host";
import { pendingSteps, type FinishedSteps } from "../../plan/pending-steps";
import { withFound } from "../adopted";
import type { Services } from "../environment";
import { driftedOf, finishedOf } from "../progress";
import { hostLocator, hostSpec, plannedSpec } from "./model";
import { installedOf } from "./private-data";
import type { hostSchema } from "./schema";

type Schema = typeof hostSchema;

/** What is done on a host, as its plan must know it. */
export interface LastLook {
  readonly finished: FinishedSteps;
  readonly standing: HostStanding;
}

/**
 * What is done on a host. What the state knows is enough for a plan that changes nothing; before steps are planned the host
 * itself is asked, because its node's life (joined, upgraded) is in its journal and not in this object's state. A silent host
 * is planned by what the state knows.
 */
export async function lastLook(request: PlanRequest<Schema, Services>): Promise<LastLook> {
  const { planned, prior, priorPrivate, configured, signal } = request;
  if (prior === null) return { finished: {}, standing: { isMember: false, installed: undefined } };
  const known = lookOf(finishedOf(priorPrivate), installedOf(priorPrivate), prior);
  const spec = plannedSpec(planned);
  const phases = [...checkHostPhases, ...hostPhasesFor(known.standing, spec.images?.[0]?.version)];
  const isIdle = pendingSteps(intentsOf(phases, spec), known.finished).length === 0;
  if (configured === undefined || isIdle) return known;
  try {
    const locator = hostLocator(prior, prior);
    const question = { locator, spec: hostSpec(prior), check: "none", signal } as const;
    const { finished, installed } = await readHost(configured.pipeline, question);
    const standing = withFound(prior, known.finished, finished);
    return lookOf(without(standing, driftedOf(priorPrivate)), installed, prior);
  } catch {
    signal.throwIfAborted();
    return known;
  }
}

/** A host that does not say what is installed has what it was given before. */
function lookOf(
  finished: FinishedSteps,
  installed: string | undefined,
  prior: State<Schema>,
): LastLook {
  const given = hostSpec(prior).images[0]?.version;
  const isMember = isNode(finished);
  return { finished, standing: { isMember, installed: installed ?? given } };
}

function without(finished: FinishedSteps, drifted: readonly string[]): FinishedSteps {
  return Object.fromEntries(Object.entries(finished).filter(([step]) => !drifted.includes(step)));
}
