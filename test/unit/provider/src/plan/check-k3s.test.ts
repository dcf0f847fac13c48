import type { ClusterSpec } from "../../../../../provider/src/domain/cluster-spec";
import { checkCluster } from "../../../../../provider/src/plan/check-cluster";
import { checkK3sChange } from "../../../../../provider/src/plan/check-k3s-change";
import type { Known } from "../../../../../provider/src/plan/known";
import { aClusterSpec, aMount } from "../../../../support/builders";

const rootfs = aMount({ distribution: "k3s", image: "labring/k3s:v1.31.0" });
const spec = aClusterSpec({ rootfs, distribution: "k3s", k3sOptions: "debug: true\n" });
const { endpoint } = spec;

describe("a cluster of k3s", () => {
  it("can be made", () => expect(checkCluster(spec)).toEqual([]));

  it.each([
    "rootfs",
    "distribution",
    "endpoint",
    "k3sOptions",
    "kubeadmDocuments",
    "certSans",
    "podSubnet",
  ] as const)("is not judged by %s before that is known", (name) =>
    expect(checkCluster({ ...spec, [name]: undefined })).toEqual([]),
  );

  it.each<[string, Partial<Known<ClusterSpec>>, string, RegExp]>([
    [
      "with documents for kubeadm",
      { kubeadmDocuments: ["kind: KubeletConfiguration\n"] },
      "kubeadm_config",
      /does not read it\. Write the same as options of k3s into k3s_config/,
    ],
    [
      "with a lifetime of certificates",
      { certificateValidity: "8760h" },
      "certificate_validity",
      /is 8760h, and k3s signs for one year\. Leave it out/,
    ],
    [
      "with lvscare",
      { endpoint: { ...endpoint, mode: "lvscare" } },
      "endpoint",
      /agents of k3s balance .*Leave the mode out/,
    ],
    ["with an option of ours", { k3sOptions: "server: x" }, "k3s_config", /role of the node/],
    ["with overlapping subnets", { podSubnet: "10.96.0.0/12" }, "pod_subnet", /share addresses/],
  ])("is refused %s", (_, different, attribute, detail) => {
    const [issue, ...others] = checkCluster({ ...spec, ...different });
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ severity: "error", attribute: [attribute] });
    expect(issue?.detail).toMatch(detail);
  });

  it("is what options of k3s are for: kubeadm refuses them", () => {
    expect(checkCluster(aClusterSpec({ k3sOptions: "debug: true" }))).toMatchObject([
      { summary: "K3s Options For Kubeadm", attribute: ["k3s_config"] },
    ]);
  });
});

describe("a change of a cluster of k3s", () => {
  it("is none where nothing changes, or is not known yet", () => {
    expect(checkK3sChange(spec, true, spec)).toEqual([]);
    const open = { k3sOptions: undefined, certSans: undefined, rootfs: undefined };
    expect(checkK3sChange(spec, true, { ...spec, ...open })).toEqual([]);
  });

  it.each<[string, Partial<ClusterSpec>, string, RegExp]>([
    ["of its options", { k3sOptions: null }, "k3s_config", /do not follow a change\. Set the old/],
    ["of names", { certSans: ["api.example.com"] }, "cert_sans", /do not follow a change/],
    ["of the pods' subnet", { podSubnet: "10.1.0.0/16" }, "pod_subnet", /do not follow a change/],
    [
      "of its version",
      { rootfs: aMount({ ...rootfs, version: "v1.31.1" }) },
      "rootfs",
      /brings k3s of Kubernetes v1\.31\.1, and the cluster runs v1\.31\.0: .*not upgraded in place/,
    ],
  ])("%s is refused once it is made, and not before", (_, different, attribute, detail) => {
    const planned = { ...spec, ...different };
    const [issue, ...others] = checkK3sChange(spec, true, planned);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ severity: "error", attribute: [attribute] });
    expect(issue?.detail).toMatch(detail);
    expect(checkK3sChange(spec, false, planned)).toEqual([]);
  });

  it("may be another build of its image", () => {
    const rebuilt = aMount({ ...rootfs, treeDigest: "sha256:other" });
    expect(checkK3sChange(spec, true, { ...spec, rootfs: rebuilt })).toEqual([]);
  });
});
