import { formatAppRecord } from "../../../../../../provider/src/domain/app-record";
import { formatClusterRecord } from "../../../../../../provider/src/domain/cluster-record";
import { surveyCluster } from "../../../../../../provider/src/pipeline/adopt/survey-cluster";
import { createFakeRunner, type FakeRunner } from "../../../../../support/fake-runner";
import { nodesJson } from "../../../../../support/written-stacks";

const CLUSTERFILE = `apiVersion: apps.sealos.io/v1beta1
kind: Cluster
metadata: {name: prod}
spec:
  image: [labring/kubernetes:v1.31.0, labring/cilium:v1.16.1]
  hosts: [{ips: ["192.0.2.1:22"], roles: [master]}]
`;
const KUBEADM = `clusterName: kubernetes
controlPlaneEndpoint: api.example.com:6443
networking: {podSubnet: 10.244.0.0/16, serviceSubnet: 10.96.0.0/22}
`;
const RECORD = {
  name: "prod",
  endpoint: { mode: "hosts", domain: "apiserver.cluster.local", port: 6443, vip: null },
  lvscareImage: null,
  kubeadmDocuments: [],
} as const;
const APP = {
  ...{ name: "web", generation: "1", installedBy: "ada", installedAt: "", image: "web:1" },
  ...{ home: "m1", wasComplete: true, finished: {} },
};

interface World {
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly maps?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const ADMIN = { "/etc/kubernetes/admin.conf": "" };
const kubeadmConfig = { "kubeadm-config": { ClusterConfiguration: KUBEADM } };

describe("a control plane, asked what its cluster is", () => {
  test("tells what kubeadm and the nodes show, and is only read", async () => {
    const host = machine({ maps: kubeadmConfig });
    expect(await surveyCluster(host, undefined)).toMatchObject({
      ...{ name: "default", madeBy: "kubeadm", version: "v1.31.0", asked: "node-2", apps: {} },
      ...{ clusterfile: undefined, registry: undefined, host: undefined },
      arguments: { pod_subnet: "10.244.0.0/16", endpoint: { domain: "api.example.com" } },
      nodes: [
        { name: "node-1", address: "192.0.2.1", isControlPlane: true },
        { name: "node-2" },
        { name: "node-3" },
        { name: "node-4", isControlPlane: false, arguments: { labels: { pool: "a/b ${c}" } } },
        { name: "node-5", arguments: { taints: [{ key: "gpu" }, { key: "spot", value: null }] } },
      ],
    });
    expect(new Set(host.calls.map(({ verb }) => verb))).toEqual(new Set(["query"]));
    const kubectl = host.lines.filter((line) => line.startsWith("kubectl"));
    expect(kubectl.filter((line) => !line.includes(" --cache-dir=/dev/null "))).toEqual([]);
    expect(kubectl.filter((line) => !/ get (nodes|pods|configmaps?) /.test(line))).toEqual([]);
  });

  test("tells what sealos left", async () => {
    const files = {
      "/root/.sealos/prod/Clusterfile": CLUSTERFILE,
      "/etc/hosts": "192.0.2.1 sealos.hub\n",
    };
    const host = machine({ files, folders: ["prod"], maps: kubeadmConfig });
    expect(await surveyCluster(host, undefined)).toMatchObject({
      ...{ name: "prod", madeBy: "sealos", registry: "192.0.2.1" },
      arguments: { rootfs: "labring/kubernetes:v1.31.0" },
      apps: { cilium: { image: "labring/cilium:v1.16.1", declared: undefined } },
    });
  });

  test("tells what this provider left, its memory before what is found", async () => {
    const declared = (attributes: object) => ({
      "declared.json": JSON.stringify({ format: 1, attributes, incomplete: [] }),
    });
    const maps = {
      ...kubeadmConfig,
      "cdktf-sealos": dataOf(formatClusterRecord(RECORD)),
      "cdktf-sealos-app-web": dataOf(formatAppRecord(APP)),
      "cdktf-sealos-declared-cluster": declared({ pod_subnet: null }),
      "cdktf-sealos-declared-app-web": declared({ env: { A: "1" } }),
    };
    expect(await surveyCluster(machine({ maps }), undefined)).toMatchObject({
      ...{ name: "prod", madeBy: "provider", arguments: { pod_subnet: null } },
      apps: { web: { image: "web:1", declared: { attributes: { env: { A: "1" } } } } },
    });
  });

  test.each([
    [undefined, /clusters prod, test. Choose one of them with --cluster/],
    ["other", /prod, test, and none of "other"/],
  ])("wants to know which of several clusters is meant: %s", async (cluster, message) => {
    const host = machine({ folders: ["prod", "test"], maps: kubeadmConfig });
    await expect(surveyCluster(host, cluster)).rejects.toThrow(message);
  });

  test("takes the cluster that is named", async () => {
    const host = machine({ folders: ["prod", "test"], maps: kubeadmConfig });
    expect((await surveyCluster(host, "test")).name).toBe("test");
  });

  test("is refused where it is none, or its cluster is not of kubeadm", async () => {
    const worker = createFakeRunner("w-1").on(/ path-exists /, { exitCode: 44 });
    await expect(surveyCluster(worker, undefined)).rejects.toThrow(/w-1 is no control plane/);
    await expect(surveyCluster(machine({}), undefined)).rejects.toThrow(/not made by kubeadm/);
  });
});

function machine({ files = {}, folders = [], maps = {} }: World): FakeRunner {
  const all: Readonly<Record<string, string>> = { ...ADMIN, "/etc/machine-id": "m2\n", ...files };
  const items = Object.entries(maps).map(([name, data]) => ({ metadata: { name }, data }));
  return createFakeRunner()
    .on(/ path-exists /, ({ argv }) => ({ exitCode: (argv.at(-1) ?? "") in all ? 0 : 44 }))
    .on("sh -c", ({ argv }) => {
      const content = all[argv.at(-1) ?? ""];
      if (content === undefined) return { exitCode: 44 };
      return { stdout: Buffer.from(content).toString("base64") };
    })
    .on("ls -1", { stdout: folders.join("\n") })
    .on(/ get nodes /, { stdout: nodesJson(5) })
    .on(/ get pods /, { stdout: '{"items": []}' })
    .on(/ get configmaps /, { stdout: JSON.stringify({ items }) })
    .on(/ get configmap /, ({ argv }) => {
      const data = maps[argv[argv.indexOf("configmap") + 1] ?? ""];
      return { stdout: data === undefined ? "" : JSON.stringify({ data }) };
    });
}

function dataOf(configMap: string): Readonly<Record<string, string>> {
  return (JSON.parse(configMap) as { data: Record<string, string> }).data;
}
