import { apiUrl, kubeconfigParts, withServer } from "../../../../../provider/src/domain/kubeconfig";
import { aKubeconfig } from "../../../../support/a-kubeconfig";

describe("a kubeconfig", () => {
  test("is taken apart", () => {
    expect(kubeconfigParts(aKubeconfig())).toEqual({
      server: "https://apiserver.cluster.local:6443",
      caCertificate: "CA of the cluster\n",
      clientCertificate: "certificate of the admin\n",
      clientKey: "key of the ädmin\n",
    });
  });

  test.each(["", "a: [", "clusters: []", "clusters: [{cluster: {server: x}}]"])(
    "without credentials has no parts: %p",
    (text) => expect(kubeconfigParts(text)).toBeUndefined(),
  );

  test("points at another server", () => {
    const moved = withServer(aKubeconfig(), apiUrl("2001:db8::1", 6443));
    expect(kubeconfigParts(moved)?.server).toBe("https://[2001:db8::1]:6443");
  });
});
