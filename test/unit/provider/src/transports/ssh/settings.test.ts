import {
  addressOf,
  describeHop,
  nameOf,
  portOf,
  userOf,
} from "../../../../../../provider/src/transports/ssh/settings";

describe("a hop", () => {
  test("is root at port 22 where nothing else is said", () => {
    const hop = { address: "192.0.2.7" };
    expect([userOf(hop), portOf(hop), nameOf(hop)]).toEqual(["root", 22, "192.0.2.7"]);
  });

  test("loses the brackets of an IPv6 address", () => {
    expect(addressOf({ address: "[fd00::7]" })).toBe("fd00::7");
  });

  test.each([
    [{ address: "192.0.2.7" }, "192.0.2.7:22"],
    [{ address: "fd00::7", port: 2222 }, "[fd00::7]:2222"],
    [{ address: "192.0.2.7", name: "cp-1" }, "cp-1 (192.0.2.7:22)"],
    [{ address: "cp-1", name: "cp-1" }, "cp-1:22"],
  ])("is called by its name and its endpoint: %j", (hop, text) => {
    expect(describeHop(hop)).toBe(text);
  });
});
