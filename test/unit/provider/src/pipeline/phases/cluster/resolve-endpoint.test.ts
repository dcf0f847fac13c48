import { resolveEndpoint } from "../../../../../../../provider/src/pipeline/phases/cluster/resolve-endpoint";
import { aClusterSpec, aHostFacts, aMount } from "../../../../../../support/builders";
import { onFirstControlPlane } from "../contexts";

const endpoint = { mode: null, domain: "apiserver.cluster.local", vip: null, port: 6443 } as const;
const withoutIpvs = aHostFacts({
  kernelFeatures: { ...aHostFacts().kernelFeatures, ipVs: false },
});

/** The phase's context where cp-2 has no ip_vs, or every control plane has. */
function controlPlanes(lacksIpvs: boolean) {
  const { context } = onFirstControlPlane();
  const second = lacksIpvs ? withoutIpvs : aHostFacts();
  return { ...context, controlPlanes: new Map([...context.controlPlanes, ["cp-2", second]]) };
}

describe("how nodes find the API", () => {
  it.each([
    ["the default", null, null, false, { mode: "lvscare", vip: "10.103.97.2" }],
    ["the default without ip_vs", null, null, true, { mode: "hosts", vip: null }],
    ["hosts", "hosts", null, false, { mode: "hosts", vip: null }],
    ["lvscare", "lvscare", null, false, { mode: "lvscare", vip: "10.103.97.2" }],
    ["lvscare with an address", "lvscare", "10.9.9.9", false, { mode: "lvscare", vip: "10.9.9.9" }],
    ["a balancer", "external", "192.0.2.100", true, { mode: "external", vip: "192.0.2.100" }],
  ] as const)("with %s", async (_, mode, vip, lacksIpvs, decided) => {
    const spec = aClusterSpec({ endpoint: { ...endpoint, mode, vip } });
    const note = await resolveEndpoint.run(controlPlanes(lacksIpvs), spec);
    expect(note).toEqual({ domain: "apiserver.cluster.local", port: 6443, ...decided });
  });

  it("is by the virtual address that the image asks for", async () => {
    const spec = aClusterSpec({ rootfs: aMount({ labels: { vip: "10.1.1.1" } }) });
    expect(await resolveEndpoint.run(controlPlanes(false), spec)).toMatchObject({
      vip: "10.1.1.1",
    });
  });

  it("is told where the provider chose", async () => {
    const context = controlPlanes(true);
    await resolveEndpoint.run(context, aClusterSpec());
    expect(context.reports).toEqual([
      ["resolve-endpoint", { type: "note", message: "nodes find the API by hosts" }],
    ]);
  });

  it("cannot be lvscare without ip_vs", async () => {
    const spec = aClusterSpec({ endpoint: { ...endpoint, mode: "lvscare" } });
    await expect(resolveEndpoint.run(controlPlanes(true), spec)).rejects.toThrow(
      /endpoint\.mode is lvscare, but the kernel of cp-2 has no ip_vs\. Load it/,
    );
  });

  it("cannot be a balancer without an address", async () => {
    const spec = aClusterSpec({ endpoint: { ...endpoint, mode: "external" } });
    await expect(resolveEndpoint.run(controlPlanes(false), spec)).rejects.toThrow(
      /endpoint\.vip is not set\. Set it to the address of the load balancer/,
    );
  });

  it("is said in the plan", () => {
    const lineOf = (mode: "hosts" | null) =>
      resolveEndpoint.plan(aClusterSpec({ endpoint: { ...endpoint, mode } }))?.lines;
    expect(lineOf("hosts")).toEqual(["nodes find the API by hosts"]);
    expect(lineOf(null)?.[0]).toMatch(/^choose how nodes find the API/);
  });
});
