import fc from "fast-check";
import { formatKubeadmDocuments } from "../../../../../../provider/src/domain/kubeadm/format-documents";
import { mergeDocuments } from "../../../../../../provider/src/domain/kubeadm/merge-documents";
import { parseKubeadmDocuments } from "../../../../../../provider/src/domain/kubeadm/parse-documents";
import type { DocumentKind } from "../../../../../../provider/src/domain/kubeadm/document-kinds";
import type { KubeadmDocuments } from "../../../../../../provider/src/domain/kubeadm/fields";
import { parseKubernetesVersion } from "../../../../../../provider/src/domain/kubernetes-version";

const KINDS: readonly DocumentKind[] = [
  "InitConfiguration",
  "ClusterConfiguration",
  "JoinConfiguration",
  "KubeletConfiguration",
  "KubeProxyConfiguration",
];

// A run writes and reads YAML several times.
const RUNS = { numRuns: 30 };

const V1BETA2 = "v1.20.2";
const V1BETA3 = "v1.25.0";
const V1BETA4 = "v1.31.0";

// What YAML 1.1 would read as something else than text is what breaks conversions.
const text = fc.oneof(
  fc.constantFrom(
    "yes",
    "no",
    "on",
    "0777",
    "1:20",
    "~",
    "null",
    "1e3",
    "0x1f",
    "2024-01-01",
    "- a",
    "{{x}}",
    "#",
    "=",
    "<<",
  ),
  fc.string({ minLength: 1 }),
);
const name = fc.stringMatching(/^[a-z][a-z-]{0,8}$/);
const flags = fc.uniqueArray(fc.record({ name, value: text }), {
  selector: (flag) => flag.name,
  minLength: 1,
});
const some = <T>(values: Record<string, fc.Arbitrary<T>>) =>
  fc.record(values, { requiredKeys: [] }).filter((one) => Object.keys(one).length > 0);

const component = some<unknown>({
  extraArgs: flags,
  extraVolumes: fc.uniqueArray(
    fc.record({ name, hostPath: text, mountPath: text, readOnly: fc.boolean() }),
    {
      selector: (volume) => volume.name,
      minLength: 1,
    },
  ),
});
const registration = some<unknown>({
  name,
  criSocket: text,
  taints: fc.array(fc.record({ key: name, effect: fc.constant("NoSchedule") })),
  kubeletExtraArgs: flags,
  ignorePreflightErrors: fc.uniqueArray(text, { minLength: 1 }),
});
const documents = some<unknown>({
  InitConfiguration: some<unknown>({
    nodeRegistration: registration,
    localAPIEndpoint: some<unknown>({ advertiseAddress: fc.ipV4(), bindPort: fc.nat(65535) }),
    timeouts: fc.record({ controlPlaneComponentHealthCheck: text }),
  }),
  ClusterConfiguration: some<unknown>({
    apiServer: component,
    controllerManager: component,
    etcd: fc.record({
      local: some<unknown>({
        extraArgs: flags,
        dataDir: text,
        serverCertSANs: fc.uniqueArray(text, { minLength: 1 }),
      }),
    }),
    networking: some<unknown>({ podSubnet: text, dnsDomain: text }),
    featureGates: fc.dictionary(name, fc.boolean(), { minKeys: 1 }),
    clusterName: text,
  }),
  JoinConfiguration: some<unknown>({
    nodeRegistration: registration,
    discovery: fc.record({ tlsBootstrapToken: text }),
    timeouts: fc.record({ discovery: text }),
  }),
  KubeletConfiguration: some<unknown>({
    maxPods: fc.nat(),
    evictionHard: fc.dictionary(name, text, { minKeys: 1 }),
    failSwapOn: fc.boolean(),
    clusterDNS: fc.array(text),
  }),
  KubeProxyConfiguration: some<unknown>({
    mode: text,
    ipvs: some<unknown>({ excludeCIDRs: fc.uniqueArray(text), strictARP: fc.boolean() }),
  }),
}) as unknown as fc.Arbitrary<KubeadmDocuments>;

function through(version: string, model: KubeadmDocuments): KubeadmDocuments {
  const kubernetes = parseKubernetesVersion(version)!;
  const { text: yaml, problems } = formatKubeadmDocuments(model, KINDS, kubernetes);
  const { value, issues } = parseKubeadmDocuments(
    yaml,
    { name: "test", severity: "error" },
    kubernetes,
  );
  expect({ problems, issues }).toEqual({ problems: [], issues: [] });
  return withoutEmpty(value!);
}

// A document without fields says as much as none.
function withoutEmpty(model: KubeadmDocuments): KubeadmDocuments {
  return Object.fromEntries(
    Object.entries(model).filter(([, fields]) => Object.keys(fields).length > 0),
  );
}

describe("conversion between versions of the kubeadm API", () => {
  it.each([V1BETA2, V1BETA3, V1BETA4])("brings documents through %s as they were", (version) => {
    fc.assert(
      fc.property(documents, (model) => {
        expect(through(version, model)).toEqual(model);
      }),
      RUNS,
    );
  });

  it("brings v1beta2 documents through v1beta3 and v1beta4 as they were", () => {
    fc.assert(
      fc.property(documents, (model) => {
        const start = through(V1BETA2, model);
        expect(through(V1BETA2, through(V1BETA4, through(V1BETA3, start)))).toEqual(start);
      }),
      RUNS,
    );
  });

  it("refuses to fold a flag that is given twice into a map", () => {
    const extraArgs = ["https://a", "https://b"].map((value) => ({
      name: "service-account-issuer",
      value,
    }));
    const model = { ClusterConfiguration: { apiServer: { extraArgs } } };
    const formatted = (version: string) =>
      formatKubeadmDocuments(model, KINDS, parseKubernetesVersion(version)!).problems.map(
        ({ path }) => path,
      );
    expect(formatted(V1BETA4)).toEqual([]);
    expect(formatted(V1BETA3)).toEqual([
      "ClusterConfiguration.apiServer.extraArgs.service-account-issuer",
    ]);
  });
});

describe("laying documents over others", () => {
  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(documents, documents, (below, above) => {
        const once = mergeDocuments(below, above);
        expect(mergeDocuments(once, above)).toEqual(once);
      }),
    );
  });

  it("changes nothing with the documents themselves, or with none", () => {
    fc.assert(
      fc.property(documents, (model) => {
        expect(mergeDocuments(model, model)).toEqual(model);
        expect(mergeDocuments(model, {})).toEqual(model);
        expect(mergeDocuments({}, model)).toEqual(model);
      }),
    );
  });

  it("adds to sets, replaces by name, and replaces other lists", () => {
    const below = {
      ClusterConfiguration: {
        apiServer: {
          certSANs: ["a", "b"],
          extraVolumes: [
            { name: "x", hostPath: "/1" },
            { name: "y", hostPath: "/2" },
          ],
        },
      },
      KubeletConfiguration: { clusterDNS: ["10.0.0.1"] },
    };
    const above = {
      ClusterConfiguration: {
        apiServer: { certSANs: ["b", "c"], extraVolumes: [{ name: "x", hostPath: "/3" }] },
      },
      KubeletConfiguration: { clusterDNS: ["10.0.0.2"] },
    };
    expect(mergeDocuments(below, above)).toEqual({
      ClusterConfiguration: {
        apiServer: {
          certSANs: ["a", "b", "c"],
          extraVolumes: [
            { name: "y", hostPath: "/2" },
            { name: "x", hostPath: "/3" },
          ],
        },
      },
      KubeletConfiguration: { clusterDNS: ["10.0.0.2"] },
    });
  });
});

describe("writing documents", () => {
  it("leaves out what was taken away, and what is empty then", () => {
    const model = {
      ClusterConfiguration: {
        clusterName: null,
        scheduler: { extraArgs: [{ name: "v", value: null }] },
        featureGates: { Old: null },
      },
      KubeletConfiguration: {
        evictionHard: { "memory.available": null, "nodefs.available": "5%" },
      },
    };
    for (const version of [V1BETA3, V1BETA4]) {
      const { text: yaml } = formatKubeadmDocuments(model, KINDS, parseKubernetesVersion(version)!);
      expect(yaml).toBe(
        "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nevictionHard:\n  nodefs.available: 5%\n",
      );
    }
  });
});
