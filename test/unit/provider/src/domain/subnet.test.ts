import fc from "fast-check";
import {
  addressFamily,
  contains,
  overlaps,
  parseSubnet,
  parseSubnets,
  sameSubnets,
} from "../../../../../provider/src/domain/subnet";

const subnet = (text: string) => parseSubnet(text)!;

const subnet4 = fc
  .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
  .map((parts) => parts.join("/"));
const subnet6 = fc
  .tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 }))
  .map((parts) => parts.join("/"));
const anySubnet = fc.oneof(subnet4, subnet6);

describe("subnets", () => {
  it("contain the address that they are written with", () => {
    fc.assert(
      fc.property(anySubnet, (text) => {
        expect(contains(subnet(text), text.split("/")[0]!)).toBe(true);
      }),
    );
  });

  it("overlap themselves and each other alike", () => {
    fc.assert(
      fc.property(anySubnet, anySubnet, (a, b) => {
        expect(overlaps(subnet(a), subnet(a))).toBe(true);
        expect(overlaps(subnet(a), subnet(b))).toBe(overlaps(subnet(b), subnet(a)));
      }),
    );
  });

  it.each([
    ["10.96.0.0/22", "100.64.0.0/10", false],
    ["10.96.0.0/12", "10.100.0.0/16", true],
    ["fd00::/48", "fd00:0:0:1::/64", true],
    ["fd00::/48", "fd00:0:1::/48", false],
    ["0.0.0.0/0", "::/0", false],
  ])("%s and %s overlap: %s", (a, b, expected) => {
    expect(overlaps(subnet(a), subnet(b))).toBe(expected);
  });

  it.each([
    ["10.96.0.0/22", "10.96.3.255", true],
    ["10.96.0.0/22", "10.96.4.0", false],
    ["10.96.0.0/22", "::ffff:10.96.0.1", false],
    ["::ffff:0:0/96", "::ffff:10.96.0.1", true],
    ["10.96.0.0/22", "a host", false],
  ])("%s contains %s: %s", (range, address, expected) => {
    expect(contains(subnet(range), address)).toBe(expected);
  });

  it.each([
    "",
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0/8",
    "010.0.0.0/8",
    "256.0.0.0/8",
    "10.0.0.0/8/8",
    "fd00::1::/64",
    "fd00:1:2/64",
    "1:2:3:4:5:6:7:8:9/64",
    "1:2:3:4:5:6:7::8/64/",
    "fd00::/129",
    "fd00::g/64",
  ])("are not found in %j", (text) => {
    expect(parseSubnet(text)).toBeUndefined();
  });

  it("come in pairs for dual-stack clusters, all of them right or none", () => {
    expect(parseSubnets("10.0.0.0/16,fd00::/48")).toHaveLength(2);
    expect(parseSubnets("10.0.0.0/16,fd00::")).toBeUndefined();
  });

  it.each([
    ["10.0.0.0/16", "10.0.7.7/16", true],
    ["fd00::/48", "fd00:0:0::/48", true],
    ["10.0.0.0/16", "10.0.0.0/17", false],
    ["10.0.0.0/16", "10.0.0.0/16,fd00::/48", false],
    ["not a subnet", "not a subnet", true],
    ["not a subnet", "10.0.0.0/16", false],
  ])("%s and %s are the same: %s", (a, b, expected) => {
    expect(sameSubnets(a, b)).toBe(expected);
  });

  it("tell the family of an address", () => {
    expect([addressFamily("192.0.2.1"), addressFamily("::1"), addressFamily("cp-1")]).toEqual([
      4,
      6,
      undefined,
    ]);
  });
});
