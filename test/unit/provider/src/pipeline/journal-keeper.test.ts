import { EMPTY_JOURNAL, type HostJournal } from "../../../../../provider/src/domain/host-journal";
import {
  keepJournal,
  scopeJournal,
  type JournalKeeper,
} from "../../../../../provider/src/pipeline/journal-keeper";

const record = { input: "digest", outcome: "done", startedAt: "", seconds: 0 } as const;

function aKeeper(found: Partial<HostJournal> = {}): JournalKeeper {
  return keepJournal({ ...EMPTY_JOURNAL, ...found }, () => Promise.resolve());
}

describe("a host's journal", () => {
  it("is on the disk before it counts", async () => {
    const keeper: JournalKeeper = keepJournal(EMPTY_JOURNAL, (next) => {
      expect(next.owner).toEqual({ cluster: "prod", generation: "g1" });
      expect(keeper.current.owner).toBeNull();
      return Promise.resolve();
    });
    await keeper.claim({ cluster: "prod", generation: "g1" });
    expect(keeper.current.owner?.cluster).toBe("prod");
  });

  it("forgets several steps in one write, and writes nothing for none", async () => {
    const written: (readonly string[])[] = [];
    const steps = { send: record, start: record, ask: record };
    const keeper = keepJournal({ ...EMPTY_JOURNAL, steps }, (next) => {
      written.push(Object.keys(next.steps));
      return Promise.resolve();
    });
    await keeper.forget([]);
    await keeper.forget(["send", "ask"]);
    expect(written).toEqual([["start"]]);
  });

  it("stays what it was when it cannot be written", async () => {
    const keeper = keepJournal(EMPTY_JOURNAL, () => Promise.reject(new Error("disk full")));
    await expect(keeper.end("send", { record })).rejects.toThrow("disk full");
    expect(keeper.current).toEqual(EMPTY_JOURNAL);
  });
});

describe("an application's part of the journal", () => {
  it("shows its own steps, notes and the one under way, and nobody else's", () => {
    const scoped = scopeJournal(
      aKeeper({
        steps: {
          "mount-rootfs": record,
          "app/dns/run-guest": record,
          "app/dns2/run-guest": record,
        },
        notes: { "app/dns/run-guest": 1, "mount-rootfs": 2 },
        current: { step: "app/dns/mount-app", input: "", startedAt: "" },
      }),
      "app/dns",
    );
    expect(scoped.current).toMatchObject({
      steps: { "run-guest": record },
      notes: { "run-guest": 1 },
      current: { step: "mount-app" },
    });
    expect(Object.keys(scoped.current.steps)).toEqual(["run-guest"]);
  });

  it.each([["mount-rootfs"], ["app/dns2/run-guest"]])(
    "does not show that %s is under way",
    (step) => {
      const keeper = aKeeper({ current: { step, input: "", startedAt: "" } });
      expect(scopeJournal(keeper, "app/dns").current.current).toBeNull();
    },
  );

  it("writes below its own name and leaves the host's owner to the host", async () => {
    const whole = aKeeper({ steps: { "mount-rootfs": record } });
    const scoped = scopeJournal(whole, "app/dns");
    await scoped.begin({ step: "run-guest", input: "", startedAt: "" });
    expect(whole.current.current?.step).toBe("app/dns/run-guest");
    await scoped.end("run-guest", {
      record,
      note: { tail: "ok" },
      next: { step: "prune", input: "", startedAt: "" },
    });
    expect(Object.keys(whole.current.steps)).toEqual(["mount-rootfs", "app/dns/run-guest"]);
    expect(whole.current.current?.step).toBe("app/dns/prune");
    await scoped.end("prune", { record, along: { tidy: record } });
    expect(Object.keys(scoped.current.steps)).toEqual(["run-guest", "prune", "tidy"]);
    await scoped.forget(["run-guest", "prune", "tidy"]);
    expect(whole.current).toMatchObject({ steps: { "mount-rootfs": record }, notes: {} });
    await scoped.claim({ cluster: "prod", generation: "g1" });
    expect(whole.current.owner?.generation).toBe("g1");
  });
});
