import { EMPTY_JOURNAL, formatJournal } from "../../../../../provider/src/domain/host-journal";
import {
  lookAtHost,
  visitHost,
  type HostCall,
} from "../../../../../provider/src/pipeline/visit-host";
import { aLocator } from "../../../../support/builders";
import { createFakePipeline, type FakePipeline } from "../../../../support/fake-pipeline";
import { JOURNAL_PATH, type FakeMachine } from "../../../../support/fake-pipeline-machine";

const call = (different: Partial<HostCall> = {}): HostCall => ({
  locator: aLocator(),
  name: "cp-1",
  cluster: "prod",
  resource: "sealos_host",
  signal: new AbortController().signal,
  ...different,
});

let world: FakePipeline;
let machine: FakeMachine;
beforeEach(() => {
  world = createFakePipeline();
  machine = world.addMachine("192.0.2.1", "cp-1");
});

const owned = (cluster: string): string =>
  formatJournal({ ...EMPTY_JOURNAL, owner: { cluster, generation: "g1" } });

describe("a visit to a host", () => {
  it("holds the host's lock while it lasts", async () => {
    await visitHost(world.environment, call(), ({ facts }) => {
      expect(facts.hostname).toBe("cp-1");
      expect(machine.isLocked).toBe(true);
      return Promise.resolve();
    });
    expect(machine.isLocked).toBe(false);
  });

  it("gives the lock back after a failure", async () => {
    const work = () => Promise.reject(new Error("went wrong"));
    await expect(visitHost(world.environment, call(), work)).rejects.toThrow("went wrong");
    expect(machine.isLocked).toBe(false);
  });

  it("journals to the host and reports with origin and time", async () => {
    await visitHost(world.environment, call(), async ({ journal, report }) => {
      await journal.claim({ cluster: "prod", generation: "g1" });
      report("check", { type: "note", message: "hello" });
    });
    expect(machine.journal?.owner).toEqual({ cluster: "prod", generation: "g1" });
    expect(world.events.filter(({ step }) => step === "check")).toEqual([
      {
        v: 2,
        time: "2026-01-01T00:00:00.000Z",
        run: "run 1",
        resource: "sealos_host",
        host: "cp-1",
        step: "check",
        type: "note",
        message: "hello",
      },
    ]);
  });

  it("waits for another visit of this run to the same host", async () => {
    const order: string[] = [];
    const visit = (name: string) =>
      visitHost(world.environment, call(), async () => {
        order.push(`${name} begins`);
        await Promise.resolve();
        order.push(`${name} ends`);
      });
    await Promise.all([visit("first"), visit("second")]);
    expect(order).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });

  it("tells of its waiting, and of its turn", async () => {
    const told = () => world.events.map(({ step, type }) => `${step} ${type}`);
    await visitHost(world.environment, call(), async () => {
      const second = visitHost(world.environment, call(), () => Promise.resolve());
      await new Promise(setImmediate);
      expect(told().at(-1)).toBe("await-turn task-started");
      void second;
    });
    await visitHost(world.environment, call(), () => Promise.resolve());
    expect(told().filter((event) => event === "await-turn task-finished")).toHaveLength(3);
  });

  it("is told when the run is aborted", async () => {
    const abort = new AbortController();
    await visitHost(world.environment, call({ signal: abort.signal }), ({ signal }) => {
      abort.abort();
      expect(signal.aborted).toBe(true);
      return Promise.resolve();
    });
  });
});

describe("a host is refused", () => {
  const work = jest.fn<Promise<void>, []>();
  afterEach(() => {
    expect(work).not.toHaveBeenCalled();
    expect(machine.isLocked).toBe(false);
    expect(machine.calls.filter(({ verb }) => verb === "exec").map(({ argv }) => argv[3])).toEqual(
      machine.lockedBy === undefined ? ["acquire-lock", "release-lock"] : ["acquire-lock"],
    );
  });

  it("that is another machine than the one that is known", async () => {
    const locator = aLocator({ machineId: "9".repeat(32) });
    await expect(visitHost(world.environment, call({ locator }), work)).rejects.toThrow(
      /^cp-1: machine-id is c1000\S+, but the machine of this resource is 9{32}: .* Nothing was changed\. .*-replace/,
    );
  });

  it("that belongs to another cluster", async () => {
    machine.files.set(JOURNAL_PATH, owned("staging"));
    await expect(visitHost(world.environment, call(), work)).rejects.toThrow(
      /^cp-1: belongs to cluster "staging", but the configuration wants it in cluster "prod"\. .*Destroy its sealos_host/,
    );
  });

  it.each([
    ["is damaged", "{"],
    ["is of a newer version", '{"format": 2}'],
  ])("whose journal %s", async (_, text) => {
    machine.files.set(JOURNAL_PATH, text);
    await expect(visitHost(world.environment, call(), work)).rejects.toThrow(
      /^cp-1: \S+journal\.json is damaged or of a newer version .* Nothing was changed\. .*move the file away/,
    );
  });

  it("that another run has locked", async () => {
    machine.lockedBy = "anna@laptop 1a2b";
    await expect(visitHost(world.environment, call(), work)).rejects.toThrow(
      /^cp-1: anna@laptop 1a2b is changing this host .* Wait until it has ended/,
    );
  });
});

describe("a look at a host", () => {
  it("takes no lock and changes nothing", async () => {
    machine.files.set(JOURNAL_PATH, owned("prod"));
    machine.lockedBy = "anna@laptop";
    const { journal, facts } = await lookAtHost(world.environment, call());
    expect(journal.owner?.cluster).toBe("prod");
    expect(facts.arch).toBe("amd64");
    expect(machine.calls.every(({ verb }) => verb === "query")).toBe(true);
  });

  it("asks for no owner where any cluster will do", async () => {
    machine.files.set(JOURNAL_PATH, owned("staging"));
    const { journal } = await lookAtHost(world.environment, call({ cluster: undefined }));
    expect(journal.owner?.cluster).toBe("staging");
  });
});
