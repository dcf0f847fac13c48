import { finishedSteps } from "../../../domain/host-journal";
import {
  formatKubernetesVersion,
  parseKubernetesVersion,
} from "../../../domain/kubernetes-version";
import { isUpgradeDue, type UpgradeSpec } from "../../../domain/upgrade-spec";
import type { Known } from "../../../plan/known";
import { getNodes } from "../../../tools/kubectl";
import { isPhaseError } from "../../errors";
import { scopeJournal, type JournalKeeper } from "../../journal-keeper";
import { knownInput, type Phase } from "../../phase";
import { runWorkflow } from "../../run-workflow";
import type { TurnContext, UpgradeContext } from "./context";
import { drainNode } from "./drain-node";
import { installStaged } from "./install-staged";
import { kubeadmUpgrade } from "./kubeadm-upgrade";
import { requireStaged } from "./require-staged";
import { restartKubelet } from "./restart-kubelet";
import { uncordonNode } from "./uncordon-node";

/** What happens in a node's turn, in order. Drained first: what forbids it is met before anything was changed. */
export const turnPhases: readonly Phase<UpgradeSpec, TurnContext>[] = [
  drainNode,
  kubeadmUpgrade,
  installStaged,
  restartKubelet,
  uncordonNode,
];

/** Journal entries of a turn that is under way are kept as `upgrade/<step>`, and vanish with its end. */
const SCOPE = "upgrade";

/**
 * Brings one node to another version of Kubernetes when its turn comes. Where a turn broke off, the next one goes on after
 * its last finished step.
 */
export const upgradeNode: Phase<UpgradeSpec, UpgradeContext> = {
  step: "upgrade-node",
  title: "Upgrade Kubernetes on the node",

  plan(spec) {
    const isDue = isUpgradeDue(spec.from, spec.to);
    if (isDue === false) return undefined;
    return {
      lines: isDue === undefined ? undefined : [describe(spec)],
      input: knownInput({ node: spec.node, to: spec.to }),
    };
  },

  async run(context, spec) {
    await context.inTurn(() => takeTurn(context, spec));
    return undefined;
  },
};

async function takeTurn(context: UpgradeContext, spec: UpgradeSpec): Promise<void> {
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

async function isMarked({ api, signal }: UpgradeContext, spec: UpgradeSpec): Promise<boolean> {
  const nodes = await getNodes(api, { signal });
  return nodes.find(({ name }) => name === spec.node)?.upgradingTo !== undefined;
}

async function forgetTurn(journal: JournalKeeper): Promise<void> {
  const steps = turnPhases.map(({ step }) => step).filter((step) => step in journal.current.steps);
  for (const step of steps) await journal.forget(step);
}

function describe({ from, to, verb, drain }: Known<UpgradeSpec>): string {
  const words = [
    ...(drain?.enabled === false ? [] : ["drain"]),
    `kubeadm upgrade ${verb ?? "node"} ${from?.version ?? ""} → ${written(to)}`,
    "install the runtime and Kubernetes",
    "restart kubelet",
    ...(drain?.enabled === false ? [] : ["uncordon"]),
  ].join(", ");
  return from?.isUpgrading === true ? `finish the upgrade that broke off (${words})` : words;
}

function written(version: string | null | undefined): string {
  const parsed = parseKubernetesVersion(version ?? "");
  return parsed === undefined ? (version ?? "") : formatKubernetesVersion(parsed);
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
