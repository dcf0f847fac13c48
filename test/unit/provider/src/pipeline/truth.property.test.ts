import fc from "fast-check";
import type { HostSpec } from "../../../../../provider/src/domain/host-spec";
import { initCluster } from "../../../../../provider/src/pipeline/init-cluster";
import { installApp } from "../../../../../provider/src/pipeline/install-app";
import { joinNode } from "../../../../../provider/src/pipeline/join-node";
import { intentsOf } from "../../../../../provider/src/pipeline/phase";
import { prepareHost } from "../../../../../provider/src/pipeline/prepare-host";
import { initClusterPhases } from "../../../../../provider/src/pipeline/workflows/init-cluster";
import { installAppPhases } from "../../../../../provider/src/pipeline/workflows/install-app";
import { joinNodePhases } from "../../../../../provider/src/pipeline/workflows/join-node";
import {
  checkHostPhases,
  prepareHostPhases,
} from "../../../../../provider/src/pipeline/workflows/prepare-host";
import {
  pendingSteps,
  type FinishedSteps,
  type StepIntent,
} from "../../../../../provider/src/plan/pending-steps";
import { aClusterSpec, aLocator, aMount, aNodeSpec } from "../../../../support/builders";
import {
  appSpecs,
  clusterSpecs,
  hostSpecs,
  nodeSpecs,
} from "../../../../support/builders-arbitrary";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import { aRunningCluster, signal } from "./running-cluster";
import { finishedIn } from "./workflow-steps";

const RUNS = { numRuns: 25 };
const aLimit = { setting: "timeouts.create", milliseconds: 20 * 60_000 };

const stepsIn = (intents: readonly StepIntent[], finished: FinishedSteps): readonly string[] =>
  pendingSteps(intents, finished).map(({ step }) => step);

/** Steps that ran while `action` did; `action` answers what is finished afterwards. */
async function during(
  { events }: FakePipeline,
  action: () => Promise<{ readonly finished: FinishedSteps; readonly failure?: unknown }>,
) {
  const before = events.length;
  const { finished, failure } = await action();
  if (failure !== undefined) throw failure as Error;
  const ran = finishedIn(events.slice(before)).map(({ step }) => step);
  return { finished, ran };
}

/** From nothing to the first specification, on to the second, and to that again: what runs is what was planned. */
async function expectTruth<Spec>(
  world: FakePipeline,
  specs: readonly [Spec, Spec],
  intents: (spec: Spec) => readonly StepIntent[],
  apply: (spec: Spec) => ReturnType<Parameters<typeof during>[1]>,
  initially: FinishedSteps = {},
): Promise<void> {
  let finished = initially;
  for (const spec of [...specs, specs[1]]) {
    const planned = stepsIn(intents(spec), finished);
    const outcome = await during(world, () => apply(spec));
    expect(outcome.ran).toEqual(planned);
    finished = outcome.finished;
  }
  expect(stepsIn(intents(specs[1]), finished)).toEqual([]);
}

const pairOf = <T>(values: fc.Arbitrary<T>) => fc.tuple(values, values);

describe("the steps that run are the steps that were planned", () => {
  it("on a host, whatever it is changed to", () =>
    fc.assert(
      fc.asyncProperty(pairOf(hostSpecs), async ([first, second]) => {
        const world = createFakePipeline();
        world.addMachine("192.0.2.1", "cp-1");
        const at = (spec: HostSpec): HostSpec => ({
          ...spec,
          address: "192.0.2.1",
          cluster: "prod",
          registry: { ...spec.registry, address: "192.0.2.9" },
        });
        await expectTruth(
          world,
          [at(first), at(second)],
          (spec) => intentsOf([...checkHostPhases, ...prepareHostPhases], spec),
          (spec) =>
            prepareHost(world.environment, { locator: aLocator(), spec, generation: "g1", signal }),
        );
      }),
      RUNS,
    ));

  it("on the first control plane, whatever the cluster is changed to", () =>
    fc.assert(
      fc.asyncProperty(pairOf(clusterSpecs), async ([first, second]) => {
        const { world } = await aRunningCluster();
        const { controlPlanes } = aClusterSpec();
        const at = (spec: typeof first): typeof first => ({
          ...spec,
          controlPlanes,
          rootfs: { ...spec.rootfs, version: "v1.31.0" },
          endpoint: { ...spec.endpoint, mode: "hosts" },
          kubeadmDocuments: [],
        });
        const apply = (spec: typeof first) => initCluster(world.environment, { spec, signal });
        const { finished } = await apply(aClusterSpec());
        await expectTruth(
          world,
          [at(first), at(second)],
          (spec) => intentsOf(initClusterPhases, spec),
          apply,
          finished,
        );
      }),
      RUNS,
    ));

  it("on a node, whatever it is changed to", () =>
    fc.assert(
      fc.asyncProperty(pairOf(nodeSpecs), async ([first, second]) => {
        const cluster = await aRunningCluster();
        const { world } = cluster;
        const { host } = await cluster.prepare("worker-1");
        const { clusterId, name, role } = aNodeSpec();
        const at = (spec: typeof first): typeof first => ({ ...spec, host, clusterId, name, role });
        await expectTruth(
          world,
          [at(first), at(second)],
          (spec) => intentsOf(joinNodePhases, spec),
          (spec) => joinNode(world.environment, { spec, signal }),
        );
      }),
      RUNS,
    ));

  it("for an application, whatever it is changed to", () =>
    fc.assert(
      fc.asyncProperty(pairOf(appSpecs), async ([first, second]) => {
        const { world } = await aRunningCluster();
        await expectTruth(
          world,
          [first, { ...second, name: first.name }],
          (spec) => intentsOf(installAppPhases, spec),
          (spec) =>
            installApp(world.environment, { spec, generation: "g1", limit: aLimit, signal }),
        );
      }),
      RUNS,
    ));
});

describe("after a failure at any step", () => {
  it("exactly the rest is planned, and runs", () =>
    fc.assert(
      fc.asyncProperty(
        hostSpecs,
        fc.constantFrom("check", "init", "init-cri", "init-registry"),
        async (drawn, script) => {
          const world = createFakePipeline();
          const machine = world.addMachine("192.0.2.1", "cp-1");
          const registry = { domain: null, port: null, address: "192.0.2.9" };
          const images = [aMount({ labels: { "init-cri": "cri.sh" } })];
          const spec = { ...drawn, address: "192.0.2.1", cluster: "prod", registry, images };
          const request = { locator: aLocator(), spec, generation: "g1", signal };
          const intents = intentsOf([...checkHostPhases, ...prepareHostPhases], spec);
          machine.breakUnits(new RegExp(`-${script}$`), "no space left");
          const broken = await prepareHost(world.environment, request);
          machine.mend();
          const rest = stepsIn(intents, broken.finished);
          const resumed = await during(world, () => prepareHost(world.environment, request));
          expect(resumed.ran).toEqual(rest);
          expect(stepsIn(intents, resumed.finished)).toEqual([]);
        },
      ),
      RUNS,
    ));
});
