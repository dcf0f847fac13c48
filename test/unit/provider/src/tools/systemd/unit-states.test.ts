import { parseUnitStates } from "../../../../../../provider/src/tools/systemd/unit-states";

const block = (id: string, load: string, active: string, file: string): string =>
  `Id=${id}.service\nLoadState=${load}\nActiveState=${active}\nUnitFileState=${file}\n`;

describe("the states of units", () => {
  it("are those of the units that the machine knows", () => {
    const text = [
      block("containerd", "loaded", "active", "enabled"),
      block("image-cri-shim", "not-found", "inactive", ""),
      block("kubelet", "loaded", "activating", "disabled"),
      block("registry", "masked", "failed", "masked"),
    ].join("\n");
    expect(parseUnitStates(text)).toEqual([
      { unit: "containerd", isEnabled: true, isActive: true },
      { unit: "kubelet", isEnabled: false, isActive: true },
      { unit: "registry", isEnabled: false, isActive: false },
    ]);
  });

  it("are none where systemd says nothing", () => {
    expect(parseUnitStates("")).toEqual([]);
  });
});
