import fc from "fast-check";
import type { PipelineEvent } from "../../../../../provider/src/pipeline/events";
import { finishedIn } from "../pipeline/workflow-steps";
import { aTerraform } from "./terraform";
import { deployTopology, destroyTopology, topologies, type Deployed } from "./topology";

/** Steps that really ran, in their order, as `<host> <step>`. */
const ran = (events: readonly PipelineEvent[]): string[] =>
  finishedIn(events).map(({ host, step }) => `${host} ${step}`);

const planned = (objects: readonly Deployed[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    objects.map(({ type, config, object }) => [
      `${type}.${String(config["name"])}`,
      object.state["steps"],
    ]),
  );

const RUNS = { numRuns: 8 };

describe("for any topology", () => {
  it("a second plan of everything is empty, in this run and in the next", () =>
    fc.assert(
      fc.asyncProperty(topologies, async (topology) => {
        const { terraform, objects } = await deployTopology(topology);
        const later = await aTerraform({}, terraform.world);
        for (const { type, config, object } of objects) {
          expect(await terraform.core.plan(type, config, object)).toMatchObject({
            action: "no-op",
          });
          expect(await later.core.plan(type, config, object)).toMatchObject({ action: "no-op" });
        }
      }),
      RUNS,
    ));

  it("an apply of what is there runs no step", () =>
    fc.assert(
      fc.asyncProperty(topologies, async (topology) => {
        const { terraform, objects } = await deployTopology(topology);
        const before = ran(terraform.world.events).length;
        for (const { type, config } of objects.filter((each) => each.type !== "sealos_cluster")) {
          // As after a lost state: everything is found by the journals.
          const { object } = await terraform.core.deploy(type, config);
          expect(object?.state["ready"]).toBe(true);
        }
        // The checks have looked again already; nothing that changes a machine has run.
        expect(ran(terraform.world.events).slice(before)).toEqual([]);
      }),
      RUNS,
    ));

  it("the order in which hosts are declared changes no plan", () =>
    fc.assert(
      fc.asyncProperty(topologies, async (topology) => {
        const reversed = topology.places.toReversed();
        const [one, other] = [
          await deployTopology(topology),
          await deployTopology(topology, reversed),
        ];
        expect(planned(other.objects)).toEqual(planned(one.objects));
        expect(ran(other.terraform.world.events).sort()).toEqual(
          ran(one.terraform.world.events).sort(),
        );
      }),
      RUNS,
    ));

  it("the plan names as many hosts as steps ran on", () =>
    fc.assert(
      fc.asyncProperty(topologies, async (topology) => {
        const { terraform, objects } = await deployTopology(topology);
        const lines = Object.values(planned(objects)).flat() as string[];
        const promised = new Set(lines.map((line) => line.split(": ")[0]));
        const seen = new Set(ran(terraform.world.events).map((line) => line.split(" ")[0]));
        expect([...seen].filter((host) => !promised.has(host))).toEqual([]);
      }),
      RUNS,
    ));

  it("a destroy leaves nothing of it on any machine", () =>
    fc.assert(
      fc.asyncProperty(topologies, async (topology) => {
        const { terraform, objects } = await deployTopology(topology);
        const { world } = await aTerraform({ deletion_protection: false }, terraform.world);
        await destroyTopology(await aTerraform({ deletion_protection: false }, world), objects);
        for (const { address, name } of topology.places) {
          const machine = world.machine(address);
          machine.files.delete("/etc/hosts");
          expect([...machine.files.keys()]).toEqual([]);
          expect(machine.facts.hostname).toBe(name);
          expect(machine.isLocked).toBe(false);
          machine.verify();
        }
      }),
      RUNS,
    ));
});
