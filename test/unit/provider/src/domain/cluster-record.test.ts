import {
  formatClusterRecord,
  parseClusterRecord,
  type ClusterRecord,
} from "../../../../../provider/src/domain/cluster-record";

const record: ClusterRecord = {
  name: "prod",
  endpoint: { mode: "lvscare", domain: "apiserver.cluster.local", port: 6443, vip: "10.103.97.2" },
  lvscareImage: null,
  kubeadmDocuments: ["kind: ClusterConfiguration\n"],
};

describe("the record that a cluster keeps of itself", () => {
  it("is a ConfigMap that comes back as it was", () => {
    const manifest = JSON.parse(formatClusterRecord(record)) as { data: Record<string, string> };
    expect(manifest).toMatchObject({
      kind: "ConfigMap",
      metadata: { name: "cdktf-sealos", namespace: "kube-system" },
    });
    expect(parseClusterRecord(manifest.data)).toEqual(record);
  });

  it.each([[undefined], [{}], [{ other: "data" }]])("is not in %j", (data) => {
    expect(parseClusterRecord(data)).toBeUndefined();
  });
});
