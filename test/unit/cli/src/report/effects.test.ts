import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { effectOf } from "../../../../../cli/src/report/effects";
import type { PhaseContext } from "../../../../../provider/src/pipeline/context";
import { intentsOf, type Phase } from "../../../../../provider/src/pipeline/phase";
import { installAppPhases } from "../../../../../provider/src/pipeline/workflows/install-app";
import { initClusterPhases } from "../../../../../provider/src/pipeline/workflows/init-cluster";
import { joinNodePhases } from "../../../../../provider/src/pipeline/workflows/join-node";
import { initK3sPhases, joinK3sPhases } from "../../../../../provider/src/pipeline/workflows/k3s";
import { turnPhases } from "../../../../../provider/src/pipeline/workflows/node-turn";
import { everyHostPhase } from "../../../../../provider/src/pipeline/workflows/prepare-host";
import { beforeUpgradePhases } from "../../../../../provider/src/pipeline/workflows/upgrade-cluster";
import { upgradeNodePhases } from "../../../../../provider/src/pipeline/workflows/upgrade-node";
import { explainSteps } from "../../../../../provider/src/plan/explain-steps";
import type { Known } from "../../../../../provider/src/plan/known";
import type { StepIntent } from "../../../../../provider/src/plan/pending-steps";
import {
  appSpecs,
  clusterUpgrades,
  expiringClusterSpecs,
  followingNodeSpecs,
  hostSpecs,
  nodeUpgrades,
} from "../../../../support/builders-arbitrary";

const PHASES = join(__dirname, "../../../../../provider/src/pipeline/phases");

/** Some intents of each workflow: as they are, and with the reason why the steps run again. */
const planned: readonly StepIntent[] = [
  ...intentsIn(everyHostPhase, hostSpecs),
  ...intentsIn(initClusterPhases, expiringClusterSpecs),
  ...intentsIn(beforeUpgradePhases, clusterUpgrades),
  ...intentsIn(upgradeNodePhases, nodeUpgrades),
  ...intentsIn(turnPhases, nodeUpgrades),
  ...intentsIn(joinNodePhases, followingNodeSpecs),
  ...intentsIn(initK3sPhases, expiringClusterSpecs),
  ...intentsIn(joinK3sPhases, followingNodeSpecs),
  ...intentsIn(installAppPhases, appSpecs),
];

function intentsIn<Spec, Context extends PhaseContext>(
  phases: readonly Phase<Spec, Context>[],
  specs: fc.Arbitrary<Spec>,
): readonly StepIntent[] {
  const [before, ...rest] = fc.sample(specs, { numRuns: 300, seed: 1 });
  const earlier = intentsOf(phases, before as Known<Spec>);
  const drifted = Object.fromEntries(phases.map(({ step }) => [step, "a file is gone"]));
  return rest.flatMap((spec) => {
    const intents = intentsOf(phases, spec);
    return [
      ...intents,
      ...explainSteps(intents, { before: earlier, drifted: {} }),
      ...explainSteps(intents, { before: null, drifted }),
    ];
  });
}

const linesOf = ({ lines = [] }: StepIntent): readonly string[] =>
  lines.filter((line) => line !== undefined);

describe("the effects that a report knows", () => {
  it("are those of every line that a phase can say, with the step that says it", () => {
    const strange = planned.flatMap((intent) =>
      linesOf(intent)
        .map((line) => ({ line, said: intent.step, known: effectOf(line, true).step }))
        .filter(({ said, known }) => said !== known),
    );
    expect([...new Set(strange.map(({ said, line }) => `${said}: ${line}`))]).toEqual([]);
  });

  it("were held against every phase that there is", () => {
    const NO_PHASE = ["context", "files", "change-component"];
    const files = readdirSync(PHASES, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name.replace(/\.ts$/, ""))
      .filter((name) => !NO_PHASE.includes(name));
    const steps = new Set(planned.map(({ step }) => step));
    expect(files.filter((file) => !steps.has(file))).toEqual([]);
  });

  it("reach the other control planes, or all nodes, where one line stands for them", () => {
    const line = "give kube-scheduler its new settings on every control plane, one at a time";
    expect(effectOf(line, true)).toEqual({
      step: "change-scheduler",
      disturbance: "restarts",
      reach: "control-planes",
    });
    expect(effectOf(line, false)).toEqual({ step: "change-scheduler", disturbance: "none" });
  });

  it("are guessed of a line that a newer provider says", () => {
    expect(effectOf("drain and reboot the node", true)).toEqual({
      step: undefined,
      disturbance: "drains",
    });
  });
});
