import { parseKubeadmDocuments } from "../../../../../../provider/src/domain/kubeadm/parse-documents";
import { parseKubernetesVersion } from "../../../../../../provider/src/domain/kubernetes-version";

const parse = (text: string, version = "v1.25.0") =>
  parseKubeadmDocuments(
    text,
    { name: "here", severity: "error" },
    parseKubernetesVersion(version)!,
  );
const messagesOf = (text: string) => parse(text).issues.map(({ detail }) => detail);

const CLUSTER = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\n";
const CLUSTER4 = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n";
const INIT = "apiVersion: kubeadm.k8s.io/v1beta3\nkind: InitConfiguration\n";
const KUBELET = "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";
const PROXY = "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n";

describe("reading kubeadm documents", () => {
  it("merges several of one kind in their order", () => {
    const text = `${KUBELET}maxPods: 1\npodsPerCore: 1\n---\n${KUBELET}maxPods: 2\n`;
    expect(parse(text).value).toEqual({ KubeletConfiguration: { maxPods: 2, podsPerCore: 1 } });
  });

  it("takes numbers and booleans for text, as Kubernetes does", () => {
    const text = `${CLUSTER}clusterName: 7\nscheduler: {extraArgs: {v: 4, profiling: false}}\n`;
    expect(parse(text).value).toEqual({
      ClusterConfiguration: {
        clusterName: "7",
        scheduler: {
          extraArgs: [
            { name: "v", value: "4" },
            { name: "profiling", value: "false" },
          ],
        },
      },
    });
  });

  it("takes whatever stands where every value is right", () => {
    expect(parse(`${KUBELET}logging: {format: json, options: [1]}\n`).value).toEqual({
      KubeletConfiguration: { logging: { format: "json", options: [1] } },
    });
    expect(parse(`${PROXY}clientConnection: {qps: 1.5}\n`).issues).toEqual([]);
  });

  it("gathers the time limits of earlier versions", () => {
    const join =
      "apiVersion: kubeadm.k8s.io/v1beta3\nkind: JoinConfiguration\ndiscovery: {timeout: 9m}\n";
    expect(parse(`${CLUSTER}apiServer: {timeoutForControlPlane: 8m}\n---\n${join}`).value).toEqual({
      ClusterConfiguration: {},
      InitConfiguration: { timeouts: { controlPlaneComponentHealthCheck: "8m" } },
      JoinConfiguration: { timeouts: { discovery: "9m" } },
    });
  });

  it("keeps a kind of DNS that is no longer the only one", () => {
    const text =
      "apiVersion: kubeadm.k8s.io/v1beta2\nkind: ClusterConfiguration\ndns: {type: kube-dns}\nuseHyperKubeImage: true\n";
    expect(parse(text).value).toEqual({
      ClusterConfiguration: { dns: { type: "kube-dns" }, useHyperKubeImage: true },
    });
  });

  it.each([
    [
      `${CLUSTER}apiServer: none\n`,
      'ClusterConfiguration.apiServer: Found "none", where an object is wanted.',
    ],
    [
      `${CLUSTER}apiServer: {certSANs: a}\n`,
      'ClusterConfiguration.apiServer.certSANs: Found "a", where a list of strings is wanted.',
    ],
    [
      `${CLUSTER}apiServer: {certSANs: [{a: 1}]}\n`,
      "ClusterConfiguration.apiServer.certSANs[0]: Found an object, where a string is wanted.",
    ],
    [
      `${CLUSTER}apiServer: {extraVolumes: {a: 1}}\n`,
      "ClusterConfiguration.apiServer.extraVolumes: Found an object, where a list is wanted.",
    ],
    [
      `${CLUSTER}apiServer: {extraArgs: {v: [4]}}\n`,
      "ClusterConfiguration.apiServer.extraArgs.v: Found a list, where a string is wanted.",
    ],
    [
      `${CLUSTER}featureGates: true\n`,
      "ClusterConfiguration.featureGates: Found true, where a map of booleans is wanted.",
    ],
    [
      `${CLUSTER}featureGates: {A: 1}\n`,
      "ClusterConfiguration.featureGates.A: Found 1, where true or false is wanted.",
    ],
    [
      `${CLUSTER4}scheduler: {extraArgs: {v: 4}}\n`,
      "ClusterConfiguration.scheduler.extraArgs: Found an object, where a list of {name, value} from v1beta4 on is wanted.",
    ],
    [
      `${CLUSTER4}scheduler: {extraArgs: [v]}\n`,
      'ClusterConfiguration.scheduler.extraArgs[0]: Found "v", where an object with name and value is wanted.',
    ],
    [
      `${INIT}localAPIEndpoint: {bindPort: 1.5}\n`,
      "InitConfiguration.localAPIEndpoint.bindPort: Found 1.5, where a whole number is wanted.",
    ],
    [
      `${KUBELET}memoryThrottlingFactor: much\n`,
      'KubeletConfiguration.memoryThrottlingFactor: Found "much", where a number is wanted.',
    ],
    [
      `${CLUSTER}__proto__: {a: 1}\n`,
      'ClusterConfiguration.__proto__: ClusterConfiguration has no field "__proto__". It knows ',
    ],
    [
      `${CLUSTER}constructor: [{a: 1}]\n`,
      'ClusterConfiguration.constructor: ClusterConfiguration has no field "constructor". It knows ',
    ],
    ["[a, list]\n", "Document 1: It is no object with apiVersion and kind."],
    ["a: 1\n", "Document 1: Its kind is null; known are "],
    [
      "kind: ClusterConfiguration\n",
      "Document 1: ClusterConfiguration has apiVersion null; it must be ",
    ],
  ])("refuses %j", (text, message) => {
    expect(messagesOf(text)).toEqual([expect.stringContaining(`here: ${message}`)]);
  });

  it("says of each mistake where it is", () => {
    expect(messagesOf(`${CLUSTER}a: 1\nb: 2\n---\nkind: C\n`)).toHaveLength(3);
  });
});
