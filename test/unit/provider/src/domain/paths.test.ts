import * as paths from "../../../../../provider/src/domain/paths";

// A contract with cluster images and with sealos' own command line.
describe("places on a host", () => {
  it.each([
    [paths.rootfsDirectory("prod"), "/var/lib/sealos/data/prod/rootfs"],
    [paths.configDirectory("prod"), "/var/lib/sealos/data/prod/etc"],
    [
      paths.applicationDirectory("prod", "cilium"),
      "/var/lib/sealos/data/prod/applications/cilium/workdir",
    ],
    [paths.clusterfilePath("prod"), "/root/.sealos/prod/Clusterfile"],
    [paths.ADMIN_KUBECONFIG, "/etc/kubernetes/admin.conf"],
    [paths.API_SERVER_NAME, "apiserver.cluster.local"],
  ])("%s", (path, expected) => {
    expect(path).toBe(expected);
  });
});
