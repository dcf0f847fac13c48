import { uploadDocuments } from "../../../../../../provider/src/domain/kubeadm/upload-documents";
import { anInput } from "./inputs";

const STORED = [
  "apiServer: {timeoutForControlPlane: 4m0s}",
  "apiVersion: kubeadm.k8s.io/v1beta2",
  "controlPlaneEndpoint: apiserver.cluster.local:6443",
  "dns: {type: CoreDNS}",
  "kind: ClusterConfiguration",
  "kubernetesVersion: v1.20.2",
].join("\n");

describe("documents for uploading certificates", () => {
  it("add the address of the host to what the cluster keeps", () => {
    const { cluster, node } = anInput();
    expect(uploadDocuments(STORED, node, cluster.kubernetes)).toEqual({
      issues: [],
      value: expect.stringContaining("advertiseAddress: 192.0.2.1") as unknown,
    });
    const { value } = uploadDocuments(STORED, node, cluster.kubernetes);
    expect(value).toContain("kubernetesVersion: v1.20.2");
    expect(value).toContain("timeoutForControlPlane: 4m0s");
  });

  it("go on without what they do not know, with a warning", () => {
    const { cluster, node } = anInput();
    const { value, issues } = uploadDocuments(`${STORED}\ncolour: red\n`, node, cluster.kubernetes);
    expect(value).not.toContain("red");
    expect(issues).toEqual([expect.objectContaining({ severity: "warning" })]);
  });
});
