import { bootstrapRegistryHost } from "../../../../../../../provider/src/pipeline/phases/host/bootstrap-registry-host";
import { aHostSpec, aMount } from "../../../../../../support/builders";
import { onHost } from "../contexts";

describe("bootstrap-registry-host", () => {
  const hosts = (machine: ReturnType<typeof onHost>["machine"]) => machine.files.get("/etc/hosts");

  it.each([
    ["this host", aHostSpec(), "192.0.2.1 sealos.hub # sealos\n"],
    [
      "the registry's host",
      aHostSpec({ registry: { domain: "hub.local", port: null, address: "192.0.2.9" } }),
      "192.0.2.9 hub.local # sealos\n",
    ],
    [
      "this host by default",
      aHostSpec({ images: [aMount({ env: {} })] }),
      "192.0.2.1 sealos.hub # sealos\n",
    ],
  ])("points the registry's name at %s and takes it back", async (_, spec, line) => {
    const { context, machine } = onHost();
    const note = await bootstrapRegistryHost.run(context, spec);
    expect(hosts(machine)).toBe(line);
    await bootstrapRegistryHost.undo?.(context, spec, note);
    expect(hosts(machine)).toBe("");
  });

  it("takes back the name that it gave, whatever the image says by now", async () => {
    const { context, machine } = onHost();
    const note = await bootstrapRegistryHost.run(context, aHostSpec());
    const changed = aHostSpec({ images: [aMount({ env: { registryDomain: "other.hub" } })] });
    await bootstrapRegistryHost.undo?.(context, changed, note);
    expect(hosts(machine)).toBe("");
  });

  it("leaves no name behind when the registry is called otherwise", async () => {
    const notes = { "bootstrap-registry-host": { domain: "old.hub" } };
    const { context, machine } = onHost({ journal: { notes } });
    machine.files.set("/etc/hosts", "192.0.2.1 old.hub # sealos\n");
    await bootstrapRegistryHost.run(context, aHostSpec());
    expect(hosts(machine)).toBe("192.0.2.1 sealos.hub # sealos\n");
  });

  it("takes back the image's name where nothing was noted", async () => {
    const { context, machine } = onHost();
    await bootstrapRegistryHost.run(context, aHostSpec());
    await bootstrapRegistryHost.undo?.(context, aHostSpec(), undefined);
    expect(hosts(machine)).toBe("");
  });
});
