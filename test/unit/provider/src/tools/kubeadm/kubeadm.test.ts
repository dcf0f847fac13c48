import {
  createToken,
  deleteToken,
  listImages,
  readCertificateExpirations,
  readKubeadmVersion,
  uploadCertificates,
} from "../../../../../../provider/src/tools/kubeadm";
import { createFakeRunner } from "../../../../../support/fake-runner";

const HASH = `sha256:${"0f".repeat(32)}`;
const KEY = "e6".repeat(32);

describe("kubeadm on a host", () => {
  it("answers what it was asked", async () => {
    const host = createFakeRunner()
      .on("kubeadm version", { stdout: "v1.20.2\n" })
      .on("kubeadm config images list", { stdout: "k8s.gcr.io/pause:3.2\n" })
      .on("kubeadm certs", { stdout: "" })
      .on("kubeadm init phase upload-certs", { stdout: `${KEY}\n` })
      .on("kubeadm token create", {
        stdout: `kubeadm join a:6443 --token abcdef.0123456789abcdef --discovery-token-ca-cert-hash ${HASH}\n`,
      });
    await expect(readKubeadmVersion(host)).resolves.toMatchObject({ minor: 20 });
    await expect(listImages(host, "/c")).resolves.toEqual(["k8s.gcr.io/pause:3.2"]);
    await expect(readCertificateExpirations(host)).resolves.toEqual([]);
    await expect(uploadCertificates(host, "/c")).resolves.toBe(KEY);
    await expect(createToken(host, "2h")).resolves.toMatchObject({ endpoint: "a:6443" });
    host.verify();
  });

  it("takes a token back by the part that is no secret, gone or not", async () => {
    const host = createFakeRunner().on("kubeadm token delete", {
      exitCode: 1,
      stderr: "not found",
    });
    await deleteToken(host, { token: "abcdef.0123456789abcdef" });
    expect(host.lines).toEqual(["kubeadm token delete abcdef"]);
  });

  it.each([
    ["createToken", (host: ReturnType<typeof createFakeRunner>) => createToken(host, "2h")],
    [
      "uploadCertificates",
      (host: ReturnType<typeof createFakeRunner>) => uploadCertificates(host, "/c"),
    ],
  ])("is refused by %s, without its output, when it answers something else", async (_, call) => {
    const host = createFakeRunner().on("kubeadm", { stdout: "SECRET" });
    const failure = await call(host).catch((error: unknown) => error);
    expect(failure).toMatchObject({ tool: "kubeadm", host: "cp-1", said: "" });
    expect(JSON.stringify(failure)).not.toContain("SECRET");
  });
});
