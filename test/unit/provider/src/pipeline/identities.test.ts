import { createDepartures } from "../../../../../provider/src/pipeline/departures";
import { createIdentities } from "../../../../../provider/src/pipeline/identities";

describe("identities of a run", () => {
  it("belong to the host that claims them first, every time it does", () => {
    const identities = createIdentities();
    expect(identities.claim("machine-id", "11", "cp-1")).toBeUndefined();
    expect(identities.claim("machine-id", "11", "cp-1")).toBeUndefined();
    expect(identities.claim("machine-id", "11", "cp-2")).toBe("cp-1");
  });

  it("of different kinds do not meet", () => {
    const identities = createIdentities();
    identities.claim("machine-id", "same", "cp-1");
    expect(identities.claim("hostname", "same", "cp-2")).toBeUndefined();
  });
});

describe("departures of a run", () => {
  it("are known of every node of the same cluster, whenever they were announced", () => {
    const departures = createDepartures();
    const isLeaving = departures.announce("prod", "worker-1");
    expect(isLeaving("worker-2")).toBe(false);
    departures.announce("prod", "worker-2");
    departures.announce("staging", "worker-3");
    expect(["worker-1", "worker-2", "worker-3"].map(isLeaving)).toEqual([true, true, false]);
  });
});
