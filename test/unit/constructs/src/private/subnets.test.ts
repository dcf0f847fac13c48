import { isSubnet, subnetsOverlap } from "../../../../../constructs/src/private/subnets";

it.each([
  ["10.0.0.0/8", "10.96.0.0/12", true],
  ["10.96.0.0/12", "10.0.0.0/8", true],
  ["10.0.0.0/16", "10.1.0.0/16", false],
  ["0.0.0.0/0", "192.0.2.1/32", true],
  ["192.0.2.7/24", "192.0.2.0/25", true],
  ["fd00::/48", "fd00:0:0:1::/64", true],
  ["fd00::/64", "fd00:0:0:1::/64", false],
  ["::ffff:10.0.0.0/104", "::ffff:a01:0/112", true],
  ["10.0.0.0/16,fd00::/48", "10.1.0.0/16, fd00::/64", true],
  ["10.0.0.0/8", "::/0", false],
])("%s and %s share an address: %s", (a, b, expected) => {
  expect(subnetsOverlap(a, b)).toBe(expected);
});

it.each([
  ["100.64.0.0/10", true],
  ["fd00::/108", true],
  ["10.0.0.0/8,fd00::/48", true],
  ["10.0.0.0", false],
  ["10.0.0.0/33", false],
  ["10.0.0.256/8", false],
  ["fd00::/129", false],
  ["fd00:::/64", false],
  ["10.0.0.0/8/8", false],
  ["", false],
])("%j is a subnet: %s", (text, expected) => {
  expect(isSubnet(text)).toBe(expected);
});
