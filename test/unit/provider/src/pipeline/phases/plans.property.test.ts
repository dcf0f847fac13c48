import fc from "fast-check";
import type { ClusterSpec } from "../../../../../../provider/src/domain/cluster-spec";
import type { NodeSpec } from "../../../../../../provider/src/domain/node-spec";
import type { NodeStanding } from "../../../../../../provider/src/domain/node-standing";
import type { Known } from "../../../../../../provider/src/plan/known";
import { digestOf } from "../../../../../../provider/src/lib/hash";
import type { PhaseContext } from "../../../../../../provider/src/pipeline/context";
import { intentsOf, type Phase } from "../../../../../../provider/src/pipeline/phase";
import { upgradeIntents } from "../../../../../../provider/src/pipeline/upgrade/upgrade-control-planes";
import { upgradeSpecOf } from "../../../../../../provider/src/pipeline/upgrade/upgrade-worker";
import { initClusterPhases } from "../../../../../../provider/src/pipeline/workflows/init-cluster";
import { installAppPhases } from "../../../../../../provider/src/pipeline/workflows/install-app";
import { joinNodePhases } from "../../../../../../provider/src/pipeline/workflows/join-node";
import {
  initK3sPhases,
  joinK3sPhases,
} from "../../../../../../provider/src/pipeline/workflows/k3s";
import {
  checkHostPhases,
  prepareHostPhases,
  stageHostPhases,
} from "../../../../../../provider/src/pipeline/workflows/prepare-host";
import { upgradeNodePhases } from "../../../../../../provider/src/pipeline/workflows/upgrade-node";
import {
  finishedAs,
  pendingSteps,
  stepLines,
  type FinishedSteps,
} from "../../../../../../provider/src/plan/pending-steps";
import {
  allButOne,
  appSpecs,
  clusterSpecs,
  hostSpecs,
  knowledge,
  nodeSpecs,
} from "../../../../../support/builders-arbitrary";

/** A workflow with specifications for it; what they are of does not matter to a law. */
interface Case {
  readonly phases: readonly Phase<object, PhaseContext>[];
  readonly specs: fc.Arbitrary<object>;
}

function aCase<Spec extends object, Context extends PhaseContext>(
  phases: readonly Phase<Spec, Context>[],
  specs: fc.Arbitrary<Spec>,
): Case {
  return { phases: phases, specs };
}

const workflows: [string, Case][] = [
  ["prepare-host", aCase([...checkHostPhases, ...prepareHostPhases], hostSpecs)],
  ["init-cluster", aCase(initClusterPhases, clusterSpecs)],
  ["join-node", aCase(joinNodePhases, nodeSpecs)],
  ["init-cluster of k3s", aCase(initK3sPhases, clusterSpecs)],
  ["join-node of k3s", aCase(joinK3sPhases, nodeSpecs)],
  ["install-app", aCase(installAppPhases, appSpecs)],
  ["prepare-host of a node for another version", aCase(stageHostPhases, hostSpecs)],
];

/** What a journal says once every step for a specification has finished. */
function allFinished({ phases }: Case, spec: object): FinishedSteps {
  return Object.fromEntries(
    intentsOf(phases, spec)
      .filter(({ isRetired }) => isRetired !== true)
      .map(({ step, input }) => [step, digestOf(input)]),
  );
}

const linesOf = ({ phases }: Case, spec: Known<object>, finished: FinishedSteps) =>
  stepLines("cp-1", pendingSteps(intentsOf(phases, spec), finished), finished);

/** Whether Terraform accepts the second list where the first was planned: what was known then reads the same now. */
function refines(
  planned: readonly (string | undefined)[] | undefined,
  final: readonly (string | undefined)[] | undefined,
): boolean {
  if (planned === undefined) return true;
  if (planned.length !== final?.length) return false;
  return planned.every((line, index) => line === undefined || line === final[index]);
}

describe.each(workflows)("the plan of %s", (_, each) => {
  it("never takes a line back when more becomes known", () => {
    fc.assert(
      fc.property(
        knowledge(each.specs),
        each.specs,
        fc.boolean(),
        ({ less, more }, before, isNew) => {
          const finished = isNew ? {} : allFinished(each, before);
          const [planned, final] = [linesOf(each, less, finished), linesOf(each, more, finished)];
          expect({ planned, final, holds: refines(planned, final) }).toMatchObject({ holds: true });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("leaves nothing open when everything is known", () => {
    fc.assert(
      fc.property(each.specs, (spec) => {
        expect(linesOf(each, spec, {})?.every((line) => line !== undefined)).toBe(true);
        expect(intentsOf(each.phases, spec).every(({ input }) => input !== undefined)).toBe(true);
      }),
    );
  });

  it("is empty for what is finished", () => {
    fc.assert(
      fc.property(each.specs, (spec) => {
        expect(pendingSteps(intentsOf(each.phases, spec), allFinished(each, spec))).toEqual([]);
      }),
    );
  });

  it("holds each step at most once, in the order of the workflow", () => {
    const order = each.phases.map(({ step }) => step);
    expect(new Set(order).size).toBe(order.length);
    fc.assert(
      fc.property(each.specs, (spec) => {
        const steps = intentsOf(each.phases, spec).map(({ step }) => step);
        expect(steps).toEqual(order.filter((step) => steps.includes(step)));
      }),
    );
  });

  it("never changes an input that was known", () => {
    fc.assert(
      fc.property(knowledge(each.specs), ({ less, more }) => {
        const later = new Map(intentsOf(each.phases, more).map((intent) => [intent.step, intent]));
        for (const { step, input } of intentsOf(each.phases, less)) {
          const known = later.get(step);
          if (input !== undefined && known !== undefined) expect(known.input).toEqual(input);
        }
      }),
    );
  });
});

const drain = fc.record({
  enabled: fc.boolean(),
  timeoutSeconds: fc.constant(300),
  force: fc.constant(true),
});

const standing: fc.Arbitrary<NodeStanding> = fc.record({
  version: fc.constantFrom("v1.30.1", "v1.31.0"),
  isUpgrading: fc.boolean(),
});

describe("the plan of an upgrade", () => {
  it("of control planes never takes a line back when more becomes known", () => {
    const standings = fc.record({ "cp-1": standing, "cp-2": standing, "cp-3": standing });
    const specs = fc
      .tuple(clusterSpecs, drain)
      .map(([spec, one]) => ({ ...spec, upgrade: { maxUnavailable: 1, drain: one } }));
    fc.assert(
      fc.property(
        fc.oneof(knowledge(specs), allButOne(specs)),
        specs,
        standings,
        fc.boolean(),
        (known, before, standingNow, isSame) => {
          const finished = finishedAs(intentsOf(initClusterPhases, isSame ? known.more : before));
          const planOf = (spec: Known<ClusterSpec>) => {
            const intents = [
              ...upgradeIntents(spec, standingNow),
              ...intentsOf(initClusterPhases, spec),
            ];
            return stepLines("cp-1", pendingSteps(intents, finished), finished);
          };
          const [planned, final] = [planOf(known.less), planOf(known.more)];
          expect({ planned, final, holds: refines(planned, final) }).toMatchObject({ holds: true });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("of a worker never takes a line back when more becomes known", () => {
    const versions = fc.constantFrom("v1.31.0", "v1.32.0", null);
    const specs = fc
      .tuple(nodeSpecs, fc.record({ kubernetesVersion: versions, drain }))
      .map(([spec, different]) => ({ ...spec, ...different }));
    fc.assert(
      fc.property(
        fc.oneof(knowledge(specs), allButOne(specs)),
        specs,
        standing,
        fc.boolean(),
        (known, before, from, isSame) => {
          const finished = finishedAs(intentsOf(joinNodePhases, isSame ? known.more : before));
          const planOf = (spec: Known<NodeSpec>) => {
            const intents = [
              ...intentsOf(joinNodePhases, spec),
              ...intentsOf(upgradeNodePhases, upgradeSpecOf(spec, from)),
            ];
            return stepLines("worker-1", pendingSteps(intents, finished), finished);
          };
          const [planned, final] = [planOf(known.less), planOf(known.more)];
          expect({ planned, final, holds: refines(planned, final) }).toMatchObject({ holds: true });
        },
      ),
      { numRuns: 300 },
    );
  });
});
