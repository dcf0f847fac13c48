import fc from "fast-check";
import {
  formatClusterfile,
  parseClusterfile,
  parseHostAddress,
} from "../../../../../../provider/src/domain/clusterfile";
import type { Clusterfile } from "../../../../../../provider/src/domain/clusterfile";

const FILE = `
apiVersion: apps.sealos.io/v1beta1
kind: Cluster
metadata:
  name: default
  creationTimestamp: "2024-05-01T10:00:00Z"
spec:
  image: [labring/kubernetes:v1.25.0, labring/helm:v3.8.2]
  ssh: {user: admin, passwd: "s3cret=", pk: /root/.ssh/id_rsa, pkPasswd: word, port: 2222}
  env: [a=1, "b=x=y"]
  command: [kubectl get pods]
  hosts:
    - ips: ["192.0.2.1:22", "192.0.2.2"]
      roles: [master, amd64]
      env: [zone=a]
    - ips: ["[2001:db8::1]:22"]
      roles: [node]
      ssh: {port: 23, passwd: other}
status:
  phase: ClusterSuccess
  mounts:
    - {name: m, type: rootfs, imageName: i, mountPoint: /p, env: {A: "1"}, labels: {b: c}, cmd: [x], entrypoint: [y]}
  conditions:
    - {type: ApplyClusterSuccess, status: "True", reason: Ready, message: ok, lastHeartbeatTime: "2024-05-01T10:00:00Z"}
  commandCondition:
    - {type: ApplyCommandSuccess, status: "True", reason: Apply Command, message: ok, images: [i]}
---
apiVersion: apps.sealos.io/v1beta1
kind: Config
metadata: {name: calico}
spec: {path: charts/calico/values.yaml, match: "labring/calico:v3", strategy: merge, data: "a: 1\\n"}
---
apiVersion: kubeadm.k8s.io/v1beta2
kind: ClusterConfiguration
networking: {podSubnet: 10.160.0.0/12}
`;

const messagesOf = (text: string) => parseClusterfile(text).issues.map(({ detail }) => detail);

const CLUSTER = "apiVersion: apps.sealos.io/v1beta1\nkind: Cluster\nmetadata: {name: c}\n";
const CONFIG = "apiVersion: apps.sealos.io/v1beta1\nkind: Config\n";

describe("reading a Clusterfile", () => {
  it("takes every field", () => {
    expect(parseClusterfile(FILE)).toEqual({
      issues: [],
      value: {
        cluster: {
          name: "default",
          createdAt: "2024-05-01T10:00:00Z",
          images: ["labring/kubernetes:v1.25.0", "labring/helm:v3.8.2"],
          ssh: {
            user: "admin",
            port: 2222,
            password: "s3cret=",
            keyFile: "/root/.ssh/id_rsa",
            passphrase: "word",
          },
          env: { a: "1", b: "x=y" },
          command: ["kubectl get pods"],
          hosts: [
            {
              ips: ["192.0.2.1:22", "192.0.2.2"],
              roles: ["master", "amd64"],
              env: { zone: "a" },
              ssh: {},
            },
            {
              ips: ["[2001:db8::1]:22"],
              roles: ["node"],
              env: {},
              ssh: { port: 23, password: "other" },
            },
          ],
          status: {
            phase: "ClusterSuccess",
            mounts: [
              {
                name: "m",
                type: "rootfs",
                imageName: "i",
                mountPoint: "/p",
                env: { A: "1" },
                labels: { b: "c" },
                cmd: ["x"],
                entrypoint: ["y"],
              },
            ],
            conditions: [
              {
                type: "ApplyClusterSuccess",
                status: "True",
                reason: "Ready",
                message: "ok",
                lastHeartbeatTime: "2024-05-01T10:00:00Z",
              },
            ],
            commandConditions: [
              {
                type: "ApplyCommandSuccess",
                status: "True",
                reason: "Apply Command",
                message: "ok",
                lastHeartbeatTime: "",
                images: ["i"],
              },
            ],
          },
        },
        configs: [
          {
            name: "calico",
            path: "charts/calico/values.yaml",
            match: "labring/calico:v3",
            strategy: "merge",
            data: "a: 1\n",
          },
        ],
        kubeadm:
          "apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: 10.160.0.0/12\n",
      },
    });
  });

  it("lets a later Config replace one of the same name", () => {
    const config = (data: string) =>
      `${CONFIG}metadata: {name: n}\nspec: {path: p, data: ${data}}\n`;
    const { value } = parseClusterfile(`${config("one")}---\n${config("two")}`);
    expect(value?.configs).toEqual([
      { name: "n", path: "p", data: "two", strategy: "override", match: undefined },
    ]);
  });

  it("takes an empty file", () => {
    expect(parseClusterfile("").value).toEqual({ cluster: undefined, configs: [], kubeadm: "" });
  });

  it.each([
    [
      "kind: Deployment\n",
      /^clusterfile: Document 1 has kind "Deployment"; a Clusterfile knows Cluster, Config,/,
    ],
    ["- a\n", /^clusterfile: Document 1 is no object/],
    ["a: [1", /^clusterfile: .*line 1/],
    [
      "apiVersion: v1\nkind: Cluster\n",
      /Document 1: Cluster has apiVersion "v1"; it must be apps.sealos.io\/v1beta1/,
    ],
    [
      `${CLUSTER}spec: {images: [a]}\n`,
      /^clusterfile: Cluster.spec.images: Cluster.spec has no field "images". Did you mean "image"\?/,
    ],
    [
      `${CLUSTER}spec: {ssh: {password: s3cret}}\n`,
      /Cluster.spec.ssh.password: .* has no field "password"/,
    ],
    [
      `${CLUSTER}spec: {image: one}\n`,
      /Cluster.spec.image: Found "one", where a list of strings is wanted/,
    ],
    [`${CLUSTER}spec: {ssh: {port: 70000}}\n`, /ssh.port is 70000/],
    [`${CLUSTER}spec: {env: [novalue]}\n`, /env entry "novalue"/],
    [`${CLUSTER}spec: {hosts: [{ips: ["a b"]}]}\n`, /"a b" is no address/],
    [
      `${CLUSTER}spec: {hosts: [{ips: [192.0.2.1], roles: [master]}, {ips: ["192.0.2.1:22"], roles: [node]}]}\n`,
      /192.0.2.1 is both master and node/,
    ],
    ["apiVersion: apps.sealos.io/v1beta1\nkind: Cluster\n", /Cluster.metadata.name is missing/],
    [
      `${CONFIG}metadata: {name: n}\nspec: {path: p, strategy: replace}\n`,
      /strategy of n is "replace"; it must be merge/,
    ],
    [`${CONFIG}spec: {data: x}\n`, /Config.metadata.name is missing/],
    [`${CONFIG}metadata: {name: n}\n`, /Config.spec.path of n is missing/],
  ])("refuses %j", (text, message) => {
    expect(messagesOf(text)).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
    expect(parseClusterfile(text).value).toBeUndefined();
  });
});

describe("writing a Clusterfile", () => {
  it("brings back all but the login secrets", () => {
    const { value } = parseClusterfile(FILE);
    const again = parseClusterfile(formatClusterfile(value!)).value;
    expect(again).toEqual({
      ...value,
      cluster: {
        ...value?.cluster,
        ssh: { user: "admin", port: 2222, keyFile: "/root/.ssh/id_rsa" },
        hosts: [value?.cluster?.hosts[0], { ...value?.cluster?.hosts[1], ssh: { port: 23 } }],
      },
    });
  });

  it("never shows a login secret", () => {
    const secret = fc.stringMatching(/^[A-Z]{20}$/);
    fc.assert(
      fc.property(secret, secret, secret, (password, passphrase, keyData) => {
        const ssh = { user: "root", password, passphrase, keyData };
        const hosts = [{ ips: ["192.0.2.1"], roles: ["master"], env: {}, ssh }];
        const cluster = { name: "c", images: [], ssh, hosts, env: {}, command: [] };
        const text = formatClusterfile({ cluster, configs: [], kubeadm: "" });
        for (const one of [password, passphrase, keyData]) expect(text).not.toContain(one);
      }),
    );
  });

  it("puts the Cluster first and leaves out what is empty", () => {
    const file: Clusterfile = {
      cluster: {
        name: "c",
        images: ["i"],
        ssh: {},
        hosts: [{ ips: ["192.0.2.1:22"], roles: ["master"], env: {}, ssh: {} }],
        env: {},
        command: [],
      },
      configs: [{ name: "n", path: "p", strategy: "append", match: undefined, data: "yes" }],
      kubeadm: "apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\n",
    };
    expect(formatClusterfile(file)).toMatchInlineSnapshot(`
     "apiVersion: apps.sealos.io/v1beta1
     kind: Cluster
     metadata:
       creationTimestamp: null
       name: c
     spec:
       hosts:
         - ips:
             - 192.0.2.1:22
           roles:
             - master
       image:
         - i
       ssh: {}
     status: {}
     ---
     apiVersion: apps.sealos.io/v1beta1
     kind: Config
     metadata:
       name: "n"
     spec:
       data: "yes"
       path: p
       strategy: append
     ---
     apiVersion: kubeadm.k8s.io/v1beta2
     kind: ClusterConfiguration
     "
    `);
  });
});

describe("an entry of ips", () => {
  it.each([
    ["192.0.2.1", { address: "192.0.2.1", port: undefined }],
    ["192.0.2.1:22", { address: "192.0.2.1", port: 22 }],
    ["2001:db8::1", { address: "2001:db8::1", port: undefined }],
    ["[2001:db8::1]:22", { address: "2001:db8::1", port: 22 }],
    ["cp-1.example.org:22", { address: "cp-1.example.org", port: 22 }],
    ["a b", undefined],
    ["", undefined],
  ])("%j is %j", (ip, expected) => {
    expect(parseHostAddress(ip)).toEqual(expected);
  });
});

describe("a document without the words that every document has", () => {
  it.each([
    ["{}", /Document 1 has kind null; a Clusterfile knows/],
    ["kind: Cluster", /Document 1: Cluster has apiVersion null; it must be apps\.sealos\.io/],
  ])("%j is refused", (text, problem) => {
    expect(JSON.stringify(parseClusterfile(text))).toMatch(problem);
  });
});

test("a Clusterfile needs no Cluster to be written", () => {
  const kubeadm = "kind: ClusterConfiguration\n";
  expect(formatClusterfile({ cluster: undefined, configs: [], kubeadm })).toBe(kubeadm);
});

describe("options of k3s, which have no kind", () => {
  const options = "cluster-domain: edge.local\nkubelet-arg+:\n  - v=2\n";
  const file = parseClusterfile(`${CLUSTER}---\n${options}`).value!;

  it("are written behind the Cluster, and read again", () => {
    expect(file).toMatchObject({ cluster: { name: "c" }, k3s: options });
    const text = formatClusterfile({ ...file, kubeadm: "kind: ClusterConfiguration\n" });
    expect(text).toMatch(
      /kind: Cluster\n[^]*---\ncluster-domain[^]*---\nkind: ClusterConfiguration/,
    );
    expect(parseClusterfile(text).value).toMatchObject({ k3s: options });
  });

  it.each(["spec: {image: [a]}\n", "hosts:\n  masterIps: []\nHosts: 1\n"])(
    "are not what only lacks its kind: %j",
    (text) => expect(messagesOf(text)).toEqual([expect.stringMatching(/has kind null/)]),
  );
});
