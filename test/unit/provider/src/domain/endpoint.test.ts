import { apiAddresses, imageVip } from "../../../../../provider/src/domain/endpoint";

const controlPlanes = ["192.0.2.1", "192.0.2.2"];
const hosts = { mode: "hosts", vip: null } as const;
const lvscare = { mode: "lvscare", vip: "10.103.97.2" } as const;
const external = { mode: "external", vip: "192.0.2.100" } as const;

describe("the name of the API", () => {
  it.each([hosts, lvscare, external])("means a serving control plane itself (%j)", (endpoint) => {
    const client = { role: "control-plane", address: "192.0.2.1", servesApi: true } as const;
    expect(apiAddresses(endpoint, client, controlPlanes)).toEqual(["192.0.2.1"]);
  });

  it.each([
    { endpoint: hosts, means: controlPlanes },
    { endpoint: lvscare, means: ["10.103.97.2"] },
    { endpoint: external, means: ["192.0.2.100"] },
  ])("means $means on a worker", ({ endpoint, means }) => {
    const client = { role: "worker", address: "192.0.2.9", servesApi: false } as const;
    expect(apiAddresses(endpoint, client, controlPlanes)).toEqual(means);
  });

  it.each([
    { endpoint: hosts, means: ["192.0.2.1"] },
    { endpoint: lvscare, means: ["192.0.2.1"] },
    { endpoint: external, means: ["192.0.2.100"] },
  ])("means $means on a joining control plane", ({ endpoint, means }) => {
    const client = { role: "control-plane", address: "192.0.2.2", servesApi: false } as const;
    expect(apiAddresses(endpoint, client, controlPlanes)).toEqual(means);
  });
});

describe("the virtual address of an image", () => {
  it.each([
    [{ vip: "10.1.1.1" }, { defaultVIP: "10.2.2.2" }, "10.1.1.1"],
    [{}, { defaultVIP: "10.2.2.2" }, "10.2.2.2"],
    [{}, {}, "10.103.97.2"],
  ])("with labels %j and env %j is %s", (labels, env, vip) => {
    expect(imageVip({ labels, env })).toBe(vip);
  });
});
