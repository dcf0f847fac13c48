import fc from "fast-check";
import { createProviderServer, SILENT_LOGGER } from "../../../../../provider/sdk";
import type { CallFunctionResponse } from "../../../../../provider/sdk/server/provider-server";
import { parseClusterfileDocuments } from "../../../../../provider/src/domain/clusterfile";
import { createProvider } from "../../../../../provider/src/provider";

const server = createProviderServer(
  createProvider(() => {
    throw new Error("functions need no configuration");
  }),
);

const FILE = `
apiVersion: apps.sealos.io/v1beta1
kind: Cluster
metadata: {name: default, creationTimestamp: "2024-05-01T10:00:00Z", labels: {team: a}, generation: 3, uid: u}
spec:
  image: [labring/kubernetes:v1.25.0]
  ssh: {user: admin, passwd: "s3cret=", pkName: k, pkData: inline, pkPasswd: word, port: 2222}
  env: [a=1, a=2]
  hosts:
    - {ips: ["192.0.2.1:22"], roles: [master], env: [zone=a], ssh: {passwd: other}}
status:
  phase: ClusterSuccess
  mounts: [{name: m, type: rootfs, imageName: i, mountPoint: /p, env: {A: "1"}, labels: {b.c: d}, cmd: [x], entrypoint: []}]
  commandCondition: [{type: ApplyCommandError, lastHeartbeatTime: t, images: [i]}]
---
apiVersion: apps.sealos.io/v1beta1
kind: Config
metadata: {name: calico}
spec: {path: a.yaml, strategy: merge, data: "a: 1\\n"}
---
apiVersion: apps.sealos.io/v1beta1
kind: Config
metadata: {name: calico}
spec: {path: b.yaml, data: x}
---
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
networking: {podSubnet: 10.160.0.0/12}
`;

describe("parse_clusterfile", () => {
  test("returns every document and field by name, and null for what is not there", async () => {
    const { cluster, configs, kubeadm_config } = (await parsed(FILE)) as never as {
      cluster: { metadata: object; spec: { ssh: object; hosts: object[] }; status: object };
      configs: object[];
      kubeadm_config: string[];
    };
    expect(cluster.metadata).toMatchObject({ labels: { team: "a" }, generation: 3, uid: "u" });
    expect(cluster.spec).toMatchObject({ env: ["a=1", "a=2"], command: null });
    expect(cluster.spec.ssh).toMatchObject({ passwd: "s3cret=", pk: null, pk_data: "inline" });
    expect(cluster.spec.hosts[0]).toMatchObject({ env: ["zone=a"], ssh: { passwd: "other" } });
    expect(cluster.status).toMatchObject({
      mounts: [{ image_name: "i", mount_point: "/p", labels: { "b.c": "d" }, entrypoint: [] }],
      command_condition: [{ last_heartbeat_time: "t", reason: null }],
    });
    expect(configs).toMatchObject([
      { spec: { path: "a.yaml", strategy: "merge" } },
      { spec: { path: "b.yaml", strategy: null } },
    ]);
    expect(kubeadm_config).toEqual([expect.stringContaining("podSubnet: 10.160.0.0/12")]);
  });

  test.each([
    ["kind: Deployment\n", /Document 1 has kind "Deployment"/],
    [
      FILE.replace("phase:", "fase:"),
      /Cluster\.status\.fase: Cluster\.status has no field "fase"\. It knows commandCondition/,
    ],
    [FILE.replace("zone=a", "zone"), /the env entry "zone"/],
    [`${FILE}---${FILE}`, /two documents of kind Cluster/],
    ["a: [", /flow sequence|Flow sequence/i],
  ])("says by path what no Clusterfile has", async (text, message) => {
    const { error } = await call("parse_clusterfile", text);
    expect(error?.text).toMatch(message);
    expect(error?.argument).toBe(0);
  });
});

describe("encode_clusterfile", () => {
  test("writes what parse_clusterfile read, every document and field", async () => {
    const text = await encoded(await parsed(FILE));
    expect(parseClusterfileDocuments(text)).toEqual(parseClusterfileDocuments(FILE));
    expect(await encoded(await parsed(text))).toBe(text);
  });

  test("keeps any value of any field", async () => {
    const word = fc.string({ minLength: 1, unit: "grapheme-ascii" });
    const cluster = fc.record(
      {
        image: fc.array(word),
        command: fc.array(word),
        env: fc.array(word.map((name) => `k=${name}`)),
      },
      { requiredKeys: [] },
    );
    const text = fc.string({ unit: "grapheme" }).map((any) => any.normalize("NFC")); // as Terraform has it
    const config = fc.record({ name: word, path: word, data: text });
    await fc.assert(
      fc.asyncProperty(cluster, fc.array(config, { maxLength: 3 }), async (spec, configs) => {
        const value = {
          cluster: { metadata: { name: "c" }, spec },
          configs: configs.map(({ name, ...rest }) => ({ metadata: { name }, spec: rest })),
        };
        expect(await parsed(await encoded(value))).toMatchObject(value);
      }),
      { numRuns: 60 },
    );
  });

  test("takes members that are missing", async () => {
    expect(await encoded({ cluster: { metadata: { name: "c" } } })).toBe(
      "apiVersion: apps.sealos.io/v1beta1\nkind: Cluster\nmetadata:\n  name: c\n",
    );
  });

  test.each([
    ["text", /It must be an object with cluster, configs and kubeadm_config/],
    [{ clusters: {} }, /A Clusterfile has no "clusters"/],
    [{ cluster: { metadata: { name: "c" }, spec: { hosts: [{ ip: "x" }] } } }, /hosts\[0\]\.ip"/],
    [{ configs: [{ spec: { file: "x" } }] }, /A Clusterfile has no "configs\[0\]\.spec\.file"/],
    [{ configs: [{ metadata: { name: "a" }, spec: {} }] }, /Config\.spec\.path of a is missing/],
    [{ kubeadm_config: ["a: ["] }, /kubeadm_config\[0\]: /],
    [{ kubeadm_config: ["kind: Pod"] }, /Document 1 has kind "Pod"/],
    [{ cluster: { spec: {} } }, /Cluster\.metadata\.name is missing/],
  ])("refuses what would be no Clusterfile", async (value, message) => {
    expect((await call("encode_clusterfile", value)).error?.text).toMatch(message);
  });
});

describe("parse_image_reference", () => {
  test("takes a reference apart", async () => {
    expect((await call("parse_image_reference", "labring/kubernetes:v1.31.0")).result).toEqual({
      transport: "docker",
      domain: "docker.io",
      repository: "labring/kubernetes",
      tag: "v1.31.0",
      digest: null,
      path: null,
      name: null,
    });
    expect((await call("parse_image_reference", "oci:/a:b")).result).toMatchObject({
      transport: "oci",
      path: "/a",
      name: "b",
      domain: null,
    });
  });

  test("says why a text is none", async () => {
    const { error } = await call("parse_image_reference", "./kubernetes.tar");
    expect(error?.text).toMatch(/it is a bare path/);
  });
});

async function parsed(text: string): Promise<unknown> {
  const { result, error } = await call("parse_clusterfile", text);
  expect(error).toBeUndefined();
  return JSON.parse(JSON.stringify(result));
}

async function encoded(value: unknown): Promise<string> {
  const { result, error } = await call("encode_clusterfile", value);
  expect(error).toBeUndefined();
  return result as string;
}

function call(name: string, argument: unknown): Promise<CallFunctionResponse> {
  return server.callFunction({
    name,
    arguments: [argument as never],
    log: SILENT_LOGGER,
    signal: new AbortController().signal,
  });
}
