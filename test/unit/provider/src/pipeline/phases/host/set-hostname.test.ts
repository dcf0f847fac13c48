import { setHostname } from "../../../../../../../provider/src/pipeline/phases/host/set-hostname";
import { aHostSpec } from "../../../../../../support/builders";
import { onHost } from "../contexts";

describe("set-hostname", () => {
  it("is no step of a host that keeps its name", async () => {
    const { context, machine } = onHost();
    expect(setHostname.plan(aHostSpec())).toBeUndefined();
    await setHostname.run(context, aHostSpec());
    expect(machine.lines).toEqual([]);
  });

  it("gives a name, and the old one back", async () => {
    const { context, machine } = onHost();
    const spec = aHostSpec({ hostname: "node-1" });
    expect(setHostname.plan(spec)?.lines).toEqual(["set the host name to node-1"]);
    const note = await setHostname.run(context, spec);
    await setHostname.undo?.(context, spec, note);
    expect(machine.lines).toEqual([
      "hostnamectl set-hostname node-1",
      "hostnamectl set-hostname cp-1",
    ]);
  });

  it("gives back the machine's own name, however often it was renamed", async () => {
    const notes = { "set-hostname": { previous: "cp-1" } };
    const { context } = onHost({ journal: { notes } });
    const renamed = { ...context, facts: { ...context.facts, hostname: "node-1" } };
    expect(await setHostname.run(renamed, aHostSpec({ hostname: "node-2" }))).toEqual({
      previous: "cp-1",
    });
  });

  it("takes nothing back where it noted nothing", async () => {
    const { context, machine } = onHost();
    await setHostname.undo?.(context, aHostSpec(), undefined);
    expect(machine.lines).toEqual([]);
  });
});
