import { nodeAddress } from "../../../../../provider/src/domain/node-address";
import { aHostFacts } from "../../../../support/builders";

describe("the address of a node", () => {
  it.each([
    ["the one that we use, where the host has it", ["10.0.0.5", "192.0.2.1"], "192.0.2.1"],
    [
      "the host's own first, where ours is translated on the way",
      ["10.0.0.5", "10.0.0.6"],
      "10.0.0.5",
    ],
    ["the one that we use, where the host names none", [], "192.0.2.1"],
  ])("is %s", (_, addresses, address) => {
    expect(nodeAddress("192.0.2.1", aHostFacts({ addresses }))).toBe(address);
  });
});
