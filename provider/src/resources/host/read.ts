import { isNode } from "../../domain/distribution";
import {
  warning,
  type Diagnostic,
  type JsonValue,
  type ReadRequest,
  type State,
  type StateOutcome,
} from "../../../sdk";
import type { DriftCheck } from "../../pipeline/find-drift";
import { intentsOf } from "../../pipeline/phase";
import { readHost, type HostReading } from "../../pipeline/read-host";
import { checkHostPhases, hostPhasesFor } from "../../pipeline/workflows/prepare-host";
import { pendingSteps } from "../../plan/pending-steps";
import { isAdopted } from "../adopted";
import { driftFound } from "../drift-diagnostic";
import type { Services } from "../environment";
import { driftedOf, finishedOf, notRefreshed, recordedOf, resumeWarning } from "../progress";
import { factAttributes, hostLocator, hostSpec } from "./model";
import { hostPrivate, installedOf } from "./private-data";
import type { hostSchema } from "./schema";

type Schema = typeof hostSchema;
type HostState = State<Schema>;

/**
 * What a host is now. A host that is ready is asked only where the configuration wants that, so that a plain refresh needs no SSH
 * session on every host; one that is not is always asked how far it is.
 */
export async function readHostState({
  state,
  private: privateData,
  configured,
  signal,
}: ReadRequest<Schema, Services>): Promise<StateOutcome<Schema>> {
  const kept = {
    state: { ...state, steps: [] },
    private: privateData,
    diagnostics: resumeWarning(hostSpec(state).name, state),
  };
  if (configured === undefined) return kept;
  const check = checkFor(state, privateData, configured);
  if (check === "none" && isSettled(state, privateData)) return kept;
  const spec = hostSpec(state);
  try {
    const locator = hostLocator(state, state);
    const reading = await readHost(configured.pipeline, { locator, spec, check, signal });
    const { finished, installed, drift } = reading;
    return {
      state: found(kept.state, reading),
      private: hostPrivate(finished, installed, drift.steps),
      diagnostics: [
        ...kept.diagnostics,
        ...driftFound(spec.name, drift),
        ...(isAdopted(state) ? [] : journalGone(spec.name, recordedOf(privateData), finished)),
      ],
    };
  } catch (error) {
    return { ...kept, diagnostics: [...kept.diagnostics, notRefreshed(spec.name, error)] };
  }
}

/** What was found once is looked at again, until it is put back. */
function checkFor(
  { drift_check: own }: HostState,
  privateData: JsonValue,
  { driftCheck }: Services,
): DriftCheck {
  const check = own ?? driftCheck;
  return check === "none" && driftedOf(privateData).length > 0 ? "sampled" : check;
}

/** Whether nothing can have happened on the host that the state does not know: neither an unfinished apply nor a node's turn. */
function isSettled(state: HostState, privateData: JsonValue): boolean {
  const spec = hostSpec(state);
  const wanted = spec.images[0]?.version;
  const finished = finishedOf(privateData);
  const installed = installedOf(privateData);
  const isMember = isNode(finished);
  const phases = [...checkHostPhases, ...hostPhasesFor({ isMember, installed }, wanted)];
  return (
    state.ready === true &&
    (installed === undefined || installed === wanted) &&
    pendingSteps(intentsOf(phases, spec), finished).length === 0
  );
}

function found(state: HostState, { facts, hostKeyFingerprint }: HostReading): HostState {
  return {
    ...state,
    ...factAttributes(facts),
    host_key_fingerprint: hostKeyFingerprint,
  };
}

function journalGone(
  name: string,
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): readonly Diagnostic[] {
  if (Object.keys(before).length === 0 || Object.keys(now).length > 0) return [];
  return [
    warning(
      `Journal Of ${name} Is Gone`,
      `${name}: /var/lib/sealos/journal.json is not there any more, so nothing says what was done to the machine: it was wiped, or the file was removed. The plan prepares the machine anew. If it still is what it was, put the file back instead.`,
    ),
  ];
}
