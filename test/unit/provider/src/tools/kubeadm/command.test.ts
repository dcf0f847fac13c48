import {
  certificateEndCommand,
  certificateExpirationCommand,
  createTokenCommand,
  deleteTokenCommand,
  initCommand,
  joinCommand,
  listImagesCommand,
  pullImagesCommand,
  resetCommand,
  uploadCertificatesCommand,
  versionCommand,
} from "../../../../../../provider/src/tools/kubeadm";

describe("kubeadm commands", () => {
  it.each([
    [versionCommand(), "kubeadm version --output=short"],
    [listImagesCommand("/c"), "kubeadm config images list --config=/c"],
    [pullImagesCommand("/c"), "kubeadm config images pull --config=/c"],
    [
      initCommand("/c"),
      "kubeadm init --config=/c --skip-token-print --skip-certificate-key-print --ignore-preflight-errors=SystemVerification",
    ],
    [joinCommand("/c"), "kubeadm join --config=/c --ignore-preflight-errors=SystemVerification"],
    [joinCommand("/c", { ignoredPreflightErrors: [] }), "kubeadm join --config=/c"],
    [
      joinCommand("/c", { ignoredPreflightErrors: ["Swap", "Mem"] }),
      "kubeadm join --config=/c --ignore-preflight-errors=Swap,Mem",
    ],
    [uploadCertificatesCommand("/c"), "kubeadm init phase upload-certs --upload-certs --config=/c"],
    [createTokenCommand("2h"), "kubeadm token create --ttl=2h --print-join-command"],
    [deleteTokenCommand("abcdef"), "kubeadm token delete abcdef"],
    [
      resetCommand({ ignoredPreflightErrors: [] }),
      "kubeadm reset --force --kubeconfig=/etc/kubernetes/nobody.conf",
    ],
    [
      resetCommand({ criSocket: "/run/c.sock" }),
      "kubeadm reset --force --kubeconfig=/etc/kubernetes/nobody.conf --cri-socket=/run/c.sock --ignore-preflight-errors=SystemVerification",
    ],
    [certificateEndCommand("/c.crt"), "openssl x509 -noout -enddate -in /c.crt"],
    [certificateExpirationCommand(), "kubeadm certs check-expiration"],
  ])("%j", (argv, line) => {
    expect(argv.join(" ")).toBe(line);
  });
});
