import { finishedSteps, type HostJournal } from "../../domain/host-journal";
import type { UpgradeSpec } from "../../domain/upgrade-spec";
import { getNodes } from "../../tools/kubectl";
import { isPhaseError } from "../errors";
import { scopeJournal, viewJournal, type JournalKeeper } from "../journal-keeper";
import type { UpgradeContext } from "../phases/upgrade/context";
import { drainNode } from "../phases/upgrade/drain-node";
import { installStaged } from "../phases/upgrade/install-staged";
import { kubeadmUpgrade } from "../phases/upgrade/kubeadm-upgrade";
import { runWorkflow } from "../run-workflow";
import type { HostVisit } from "../visit-host";
import { turnPhases } from "../workflows/node-turn";
import { requireStaged } from "./require-staged";

/** Journal entries of a turn that is under way are kept as `upgrade/<step>`, and vanish with its end. */
const SCOPE = "upgrade";

/**
 * A node's turn in an upgrade, or what is left of one that broke off.
 *
 * @throws Error that says what state the node is in.
 */
export async function takeTurn(context: UpgradeContext, spec: UpgradeSpec): Promise<void> {
  const journal = scopeJournal(context.journal, SCOPE);
  const isBrokenOff = await isMarked(context, spec);
  if (!isBrokenOff) await forgetTurn(journal); // of an earlier upgrade that nobody saw the end of
  const isInstalled = installStaged.step in finishedSteps(journal.current);
  if (!isInstalled) await requireStaged(context.host, spec); // before anything is drained
  try {
    await runWorkflow(turnPhases, { ...context, journal, hostJournal: context.journal }, spec);
  } catch (error) {
    throw brokenOff(error, spec);
  }
  await forgetTurn(journal);
}

/** Whether a turn broke off while its host was being installed: what runs there may be half of each version. */
export function isInstalling(journal: HostJournal): boolean {
  const finished = finishedSteps(viewJournal(journal, SCOPE));
  return kubeadmUpgrade.step in finished && !(installStaged.step in finished);
}

/** Installs what such a turn left half installed, without asking the cluster; the rest of the turn comes when it answers. */
export async function finishInstalling(visit: HostVisit, spec: UpgradeSpec): Promise<void> {
  const journal = scopeJournal(visit.journal, SCOPE);
  await runWorkflow([installStaged], { ...visit, journal, hostJournal: visit.journal }, spec);
}

async function isMarked({ api, signal }: UpgradeContext, spec: UpgradeSpec): Promise<boolean> {
  const nodes = await getNodes(api, { signal });
  return nodes.find(({ name }) => name === spec.node)?.upgradingTo !== undefined;
}

async function forgetTurn(journal: JournalKeeper): Promise<void> {
  const steps = turnPhases.map(({ step }) => step);
  await journal.forget(steps.filter((step) => step in journal.current.steps));
}

/** A node whose drain failed is as it was before; any other failure leaves it marked and cordoned, and that must be said. */
function brokenOff(error: unknown, { node, drain }: UpgradeSpec): unknown {
  if (!isPhaseError(error)) return error;
  const reason = `${error.step}: ${error.reason}`;
  const remains = drain.enabled
    ? `${node} stays cordoned and the cluster works without it. The next apply goes on at this step; to let pods onto it meanwhile: kubectl uncordon ${node}.`
    : "The next apply goes on at this step.";
  const message = error.step === drainNode.step ? reason : `${reason}\n${remains}`;
  return new Error(message, { cause: error });
}
