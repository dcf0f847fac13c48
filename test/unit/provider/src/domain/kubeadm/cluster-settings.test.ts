import {
  checkFixedSettings,
  clusterSettings,
  type ClusterSettings,
} from "../../../../../../provider/src/domain/kubeadm/cluster-settings";
import { parseKubernetesVersion } from "../../../../../../provider/src/domain/kubernetes-version";

const DOCUMENTS = `apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
clusterName: lab
apiServer:
  certSANs: [b.example.org]
  extraArgs: {profiling: "false"}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
maxPods: 90
`;

const settingsOf = (...documents: readonly string[]): ClusterSettings =>
  clusterSettings(documents, ["a.example.org"], parseKubernetesVersion("v1.25.0")!);

describe("the settings of a cluster", () => {
  it("are parted by what changes them", () => {
    expect(settingsOf(DOCUMENTS)).toEqual({
      certificateNames: ["a.example.org", "b.example.org"],
      apiServer: { extraArgs: [{ name: "profiling", value: "false" }] },
      controllerManager: {},
      scheduler: {},
      kubelet: { maxPods: 90 },
      kubeProxy: {},
      fixed: { clusterName: "lab" },
    });
  });

  it("are none where a document cannot be read: the checks of the plan refuse it", () => {
    expect(settingsOf("{").fixed).toEqual({});
  });

  it("may change but for those that are fixed, which are named", () => {
    expect(checkFixedSettings("prod", settingsOf(DOCUMENTS), settingsOf(DOCUMENTS))).toEqual([]);
    const [issue] = checkFixedSettings("prod", settingsOf(DOCUMENTS), settingsOf());
    expect(issue).toMatchObject({ severity: "error", attribute: ["kubeadm_config"] });
    expect(issue?.detail).toContain("ClusterConfiguration.clusterName differs");
  });
});
