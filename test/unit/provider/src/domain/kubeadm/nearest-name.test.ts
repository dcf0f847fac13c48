import { nearestName } from "../../../../../../provider/src/domain/kubeadm/nearest-name";

describe("the nearest name", () => {
  it.each([
    ["podsubnet", "podSubnet"],
    ["servicSubnet", "serviceSubnet"],
    ["dnsDomian", "dnsDomain"],
    ["colour", undefined],
  ])("of %s is %s", (mistyped, expected) => {
    expect(nearestName(mistyped, ["podSubnet", "serviceSubnet", "dnsDomain"])).toBe(expected);
  });

  it("is the nearer of two", () => {
    expect(nearestName("maxPods2", ["maxPod", "maxPods"])).toBe("maxPods");
    expect(nearestName("maxPods2", ["maxPods", "maxPod"])).toBe("maxPods");
  });

  it("is none among no names", () => {
    expect(nearestName("a", [])).toBeUndefined();
  });
});
