import {
  isBehind,
  isSameVersion,
  standingsOf,
} from "../../../../../provider/src/domain/node-standing";
import { isUpgradeDue } from "../../../../../provider/src/domain/upgrade-spec";

const at = (version: string, isUpgrading = false) => ({ version, isUpgrading });

describe("where a node stands", () => {
  it("follows from its kubelet and from the mark of an upgrade that has not ended", () => {
    const nodes = [
      { name: "cp-1", version: "v1.31.0" },
      { name: "worker-1", version: "v1.31.1", upgradingTo: "v1.31.1" },
    ];
    expect(standingsOf(nodes)).toEqual({ "cp-1": at("v1.31.0"), "worker-1": at("v1.31.1", true) });
  });

  it.each([
    ["runs another version", at("v1.31.0"), true],
    ["runs the version", at("v1.31.1"), false],
    ["runs the version, but its upgrade has not ended", at("v1.31.1", true), true],
    ["is no node yet", undefined, false],
  ])("is behind or not when it %s", (_what, standing, expected) => {
    expect(isBehind(standing, "v1.31.1")).toBe(expected);
  });

  it.each([
    ["v1.31.0", "1.31.0", true],
    ["v1.31.0", "v1.31.0+vendor.1", true],
    ["v1.31.0", "v1.31.1", false],
    ["unreadable", "unreadable", true],
    ["unreadable", "v1.31.0", false],
  ])("%s and %s name one version: %s", (a, b, expected) => {
    expect(isSameVersion(a, b)).toBe(expected);
  });

  it.each([
    ["nobody says which version", null, false],
    ["the version is only known after apply", undefined, undefined],
    ["the version is another one", "v1.31.1", true],
  ])("makes an upgrade due or not when %s", (_what, to, expected) => {
    expect(isUpgradeDue(at("v1.31.0"), to)).toBe(expected);
    expect(isUpgradeDue(undefined, to)).toBe(false);
  });
});
