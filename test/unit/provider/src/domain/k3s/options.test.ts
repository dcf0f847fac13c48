import { parse } from "yaml";
import {
  agentConfig,
  composeOptions,
  foundingConfig,
  serverConfig,
  tokensIn,
  type K3sInput,
} from "../../../../../../provider/src/domain/k3s/options";

const endpoint = { domain: "apiserver.cluster.local", port: 6443, vip: null };
const compose = (different: Partial<K3sInput> = {}) =>
  composeOptions({
    imageOptions: undefined,
    userOptions: null,
    endpoint,
    podSubnet: null,
    serviceSubnet: null,
    certSans: [],
    controlPlaneAddresses: ["192.0.2.1"],
    hasIpvs: false,
    ...different,
  });
const optionsOf = (different: Partial<K3sInput> = {}) => {
  const { value, issues } = compose(different);
  expect(issues).toEqual([]);
  return value!;
};

describe("the options that servers of k3s share", () => {
  it("are sealos' where nobody says otherwise, and the kubeconfig is root's alone", () => {
    expect(optionsOf()).toEqual({
      "bind-address": "0.0.0.0",
      "https-listen-port": 6443,
      "cluster-cidr": "10.42.0.0/16",
      "service-cidr": "10.96.0.0/16",
      "cluster-domain": "cluster.local",
      "flannel-backend": "vxlan",
      disable: ["servicelb", "traefik", "local-storage", "metrics-server"],
      "disable-cloud-controller": true,
      "disable-helm-controller": true,
      "disable-network-policy": true,
      "egress-selector-mode": "agent",
      "write-kubeconfig-mode": "0600",
      "private-registry": "/etc/rancher/k3s/registries.yaml",
      "node-label": ["sealos.io/distribution=k3s"],
      "prefer-bundled-bin": true,
      "tls-san": ["127.0.0.1", "apiserver.cluster.local", "192.0.2.1"],
    });
  });

  it("are the image's over that, and the practitioner's over the image's; a list replaces a list", () => {
    const found = optionsOf({
      imageOptions: "flannel-backend: host-gw\ndisable: [traefik]\ncluster-domain: image.local\n",
      userOptions: "cluster-domain: user.local\ndisable: [servicelb]\n",
    });
    expect(found).toMatchObject({
      "flannel-backend": "host-gw",
      "cluster-domain": "user.local",
      disable: ["servicelb"],
    });
  });

  it("have the subnets of the resource over the image's, and the port of the endpoint", () => {
    const found = optionsOf({
      imageOptions: "cluster-cidr: 10.1.0.0/16\nservice-cidr: 10.2.0.0/16\nhttps-listen-port: 7443",
      podSubnet: "10.3.0.0/16",
      endpoint: { ...endpoint, port: 6444 },
    });
    expect(found).toMatchObject({
      "cluster-cidr": "10.3.0.0/16",
      "service-cidr": "10.2.0.0/16",
      "https-listen-port": 6444,
    });
  });

  it("add up the names of the certificate, each once", () => {
    const found = optionsOf({
      userOptions: "tls-san: api.example.com",
      certSans: ["api.example.com", "192.0.2.1", "other.example.com"],
      endpoint: { ...endpoint, vip: "192.0.2.100" },
    });
    expect(found["tls-san"]).toEqual([
      "127.0.0.1",
      "apiserver.cluster.local",
      "192.0.2.100",
      "192.0.2.1",
      "api.example.com",
      "other.example.com",
    ]);
  });

  it("let kube-proxy use IPVS where the kernel has it, and spare the virtual address", () => {
    const vip = { ...endpoint, vip: "192.0.2.100" };
    expect(optionsOf({ hasIpvs: true })["kube-proxy-arg"]).toEqual(["proxy-mode=ipvs"]);
    expect(optionsOf({ hasIpvs: true, endpoint: vip })["kube-proxy-arg"]).toEqual([
      "proxy-mode=ipvs",
      "ipvs-exclude-cidrs=192.0.2.100/32",
    ]);
  });

  it("never take tokens and roles from an image", () => {
    const found = optionsOf({ imageOptions: "token: known\nserver: https://elsewhere:6443\n" });
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(["token"]));
    expect(Object.keys(found)).not.toEqual(expect.arrayContaining(["server"]));
  });
});

describe("a document of options is refused", () => {
  it.each<[string, string, RegExp]>([
    ["that is no YAML", "disable: [", /^k3s_config: [^]*Write options as k3s' own/],
    ["that is a list", "[traefik]", /one document that maps options to values/],
    ["of two parts", "debug: true\n---\nselinux: true\n", /one document that maps/],
    ["that says who may join", "token: hunter2", /token is set, .*made for every cluster/],
    ["that adds to what is decided", "token+: hunter2", /token\+ is set,/],
    ["that says what a node is", "cluster-init: true", /cluster-init is set, .*role of the node/],
    ["that has the subnet of pods", "cluster-cidr: 10.1.0.0/16", /set pod_subnet\. Leave it/],
    ["that has the subnet of services", "service-cidr: 10.1.0.0/16", /set service_subnet/],
    [
      "that holds a secret",
      "etcd-s3-secret-key: hunter2",
      /name a Secret by etcd-s3-config-secret/,
    ],
    ["that has a database", "datastore-endpoint: mysql://x", /etcd of its control planes/],
  ])("%s", (_, userOptions, detail) => {
    const { value, issues } = compose({ userOptions });
    expect(value).toBeUndefined();
    expect(issues).toMatchObject([{ severity: "error", attribute: ["k3s_config"] }]);
    expect(issues[0]!.detail).toMatch(detail);
    expect(JSON.stringify(issues)).not.toContain("hunter2");
  });

  it("not for a name that every object of the language has", () => {
    expect(compose({ userOptions: "constructor: 1" }).issues).toEqual([]);
  });

  it("not by its networks alone: those are the resource's to mend", () => {
    expect(compose({ podSubnet: "10.96.0.0/12" }).issues).toMatchObject([
      { summary: "Overlapping Subnets", attribute: ["pod_subnet"] },
    ]);
  });
});

describe("the configuration file", () => {
  const node = { name: "cp-1", address: "192.0.2.1" };
  const tokens = { token: "aaaa", agentToken: "bbbb" };
  const shared = optionsOf({ userOptions: "kubelet-arg: [max-pods=50]\nkubelet-arg+: [v=2]\n" });

  it("of the first server founds the cluster", () => {
    expect(parse(foundingConfig(shared, node, tokens))).toEqual({
      ...shared,
      "node-name": "cp-1",
      "node-ip": "192.0.2.1",
      "advertise-address": "192.0.2.1",
      token: "aaaa",
      "agent-token": "bbbb",
      "cluster-init": true,
    });
  });

  it("of another server joins it", () => {
    const found = parse(serverConfig(shared, node, tokens, "https://api:6443")) as object;
    expect(found).toMatchObject({ server: "https://api:6443", token: "aaaa" });
    expect(found).not.toHaveProperty("cluster-init");
  });

  it("of an agent has nothing that only servers take, and one token", () => {
    expect(parse(agentConfig(shared, node, "K10::node:bbbb", "https://api:6443"))).toEqual({
      "private-registry": "/etc/rancher/k3s/registries.yaml",
      "node-label": ["sealos.io/distribution=k3s"],
      "prefer-bundled-bin": true,
      "kubelet-arg": ["max-pods=50"],
      "kubelet-arg+": ["v=2"],
      "node-name": "cp-1",
      "node-ip": "192.0.2.1",
      server: "https://api:6443",
      token: "K10::node:bbbb",
    });
  });

  it("keeps modes as text: a number would be another mode", () => {
    expect(foundingConfig(shared, node, tokens)).toContain('write-kubeconfig-mode: "0600"');
  });

  it("gives its tokens back", () => {
    expect(tokensIn(foundingConfig(shared, node, tokens))).toEqual(tokens);
    expect(tokensIn("")).toBeUndefined();
    expect(tokensIn("token: [")).toBeUndefined();
  });
});
