import type { ClusterSpec } from "../../../../../provider/src/domain/cluster-spec";
import { checkCluster } from "../../../../../provider/src/plan/check-cluster";
import type { Known } from "../../../../../provider/src/plan/known";
import { aClusterSpec, aLocator, aMount } from "../../../../support/builders";

const found = (different: Partial<Known<ClusterSpec>> = {}) =>
  checkCluster({ ...aClusterSpec(), ...different });
const endpoint = aClusterSpec().endpoint;

describe("a cluster that can be made", () => {
  it.each<[string, Partial<Known<ClusterSpec>>]>([
    ["as usual", {}],
    [
      "from an image that does not say its distribution",
      { rootfs: aMount({ distribution: undefined }) },
    ],
    ["from an image that does not say its version", { rootfs: aMount({ version: undefined }) }],
    ["with hosts entries", { endpoint: { ...endpoint, mode: "hosts" } }],
    ["with a virtual address of its own", { endpoint: { ...endpoint, vip: "10.9.9.9" } }],
    ["with subnets of its own", { podSubnet: "10.64.0.0/16", serviceSubnet: "10.96.0.0/16" }],
  ])("is told nothing: %s", (_, different) => {
    expect(found(different)).toEqual([]);
  });

  it.each([
    "rootfs",
    "endpoint",
    "controlPlanes",
    "kubeadmDocuments",
    "certSans",
    "podSubnet",
  ] as const)("is not judged by %s before that is known", (name) =>
    expect(found({ [name]: undefined })).toEqual([]),
  );
});

describe("what an image brings and what is said of it", () => {
  it.each([
    ["k3s", "kubernetes"],
    ["kubernetes", "k3s"],
  ] as const)("must agree: an image of %s, and distribution %s", (brings, distribution) => {
    const rootfs = aMount({ distribution: brings });
    const [issue, ...others] = found({ rootfs, distribution });
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ severity: "error", attribute: ["distribution"] });
    expect(issue?.detail).toContain(`set distribution = "${brings}" on the cluster`);
    expect(found({ rootfs: undefined, distribution })).toEqual([]);
  });
});

describe("a cluster is refused before any host is asked", () => {
  const twice = [
    { node: "cp-1", locator: aLocator() },
    { node: "cp-2", locator: aLocator() },
  ];

  it.each<[string, Partial<Known<ClusterSpec>>, string, RegExp]>([
    [
      "with one machine as two control planes",
      { controlPlanes: twice },
      "control_plane",
      /two of its hosts are 192\.0\.2\.1:22\. .*remove one of the two/,
    ],
  ])("%s", (_, different, attribute, detail) => {
    const [issue, ...others] = found(different);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ severity: "error", attribute: [attribute] });
    expect(issue?.detail).toMatch(detail);
  });

  it.each<[string, Partial<Known<ClusterSpec>>]>([
    ["whose subnets overlap", { podSubnet: "10.96.0.0/12", serviceSubnet: "10.96.0.0/22" }],
    ["whose virtual address is a pod's", { endpoint: { ...endpoint, vip: "100.64.0.9" } }],
    ["with documents that cannot be read", { kubeadmDocuments: ["kind: ["] }],
  ])("%s", (_, different) => {
    expect(found(different).some(({ severity }) => severity === "error")).toBe(true);
  });

  it("not for a virtual address that its mode has no use for", () => {
    const hosts = { ...endpoint, mode: "hosts", vip: "100.64.0.9" } as const;
    expect(found({ endpoint: hosts })).toEqual([]);
  });
});
