import {
  linkKnownPlaces,
  readAdmission,
  readK3sVersion,
  secretOf,
} from "../../../../../../provider/src/tools/k3s";
import { createFakeRunner } from "../../../../../support/fake-runner";

const encoded = (text: string) => ({ stdout: Buffer.from(text).toString("base64") });

describe("the tokens of a server of k3s", () => {
  it("are read in their full form", async () => {
    const runner = createFakeRunner()
      .on(/server\/token$/, encoded("K10aa::server:one\n"))
      .on(/server\/agent-token$/, encoded("K10aa::node:two\n"));
    expect(await readAdmission(runner)).toEqual({
      server: "K10aa::server:one",
      agent: "K10aa::node:two",
    });
  });

  it("are asked of k3s itself where one is missing", async () => {
    const runner = createFakeRunner("cp-1")
      .on(/server\/token$/, encoded("K10aa::server:one\n"))
      .on(/server\/agent-token$/, { exitCode: 44 });
    await expect(readAdmission(runner)).rejects.toThrow(
      /^cp-1: .* has no token and agent-token, .*systemctl restart k3s/,
    );
  });

  it.each([
    ["K10aa::node:two", "two"],
    ["two", "two"],
  ])("hold a secret: %s", (token, secret) => expect(secretOf(token)).toBe(secret));
});

describe("the version of k3s", () => {
  it("is the one of Kubernetes in it", async () => {
    const said = "k3s version v1.27.4+k3s1 (36645e73)\ngo version go1.20.6\n";
    const runner = createFakeRunner().on("k3s --version", { stdout: said });
    expect(await readK3sVersion(runner)).toBe("v1.27.4");
  });

  it("is not guessed", async () => {
    const runner = createFakeRunner("cp-1").on("k3s --version", { stdout: "busybox\n" });
    await expect(readK3sVersion(runner)).rejects.toThrow(
      /^cp-1: k3s --version says "busybox", which names no version\. Use an image/,
    );
  });
});

it("what a server has is linked to where control planes of kubeadm have it", async () => {
  const runner = createFakeRunner().on(/link-known-places/, {});
  await linkKnownPlaces(runner);
  const words = runner.calls[0]!.argv.slice(4);
  expect(words).toEqual([
    ...["/etc/kubernetes/admin.conf", "/etc/rancher/k3s/k3s.yaml"],
    ...["/etc/kubernetes/pki/ca.crt", "/var/lib/rancher/k3s/server/tls/server-ca.crt"],
    ...[
      "/etc/kubernetes/pki/apiserver.crt",
      "/var/lib/rancher/k3s/server/tls/serving-kube-apiserver.crt",
    ],
  ]);
});
