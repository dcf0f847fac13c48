import { readCertificatesEnd } from "../../../../../../provider/src/tools/kubeadm";
import { createFakeRunner } from "../../../../../support/fake-runner";

// Until 2027-01-01.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBGTCBwAIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5rdWJlLWFwaXNlcnZl
cjAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEwMDAwMDBaMBkxFzAVBgNVBAMMDmt1
YmUtYXBpc2VydmVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMCxeCv9XX072
ERtPWQWxaaN0iN/25C/T3ZlC7qrBhGlhWEBswjl6ydg1T0wY+QVboB1kTdr39U78
OFQ6tnftpDAKBggqhkjOPQQDAgNIADBFAiEAsTOtkAjI7s3W3kUKLBEUeqDuEE6q
rWD4NKzZwJ6g1E4CICS0wlmQGynq0I/nG03M1/VDHuKTn21zyDXztD+JP2dl
-----END CERTIFICATE-----
`;

const hostThatPrints = (stdout: string) =>
  createFakeRunner("cp-1").on(/read-certificates$/, { stdout });

describe("the end of a control plane's certificates", () => {
  it("is that of the first to expire", async () => {
    const host = hostThatPrints(`${CERTIFICATE}nonsense\n${CERTIFICATE}`);
    expect(await readCertificatesEnd(host)).toBe("2027-01-01T00:00:00.000Z");
  });

  it("is unknown where there are none", async () => {
    expect(await readCertificatesEnd(hostThatPrints(""))).toBeUndefined();
  });

  it("is unknown where they cannot be read", async () => {
    const broken = "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n";
    expect(await readCertificatesEnd(hostThatPrints(broken))).toBeUndefined();
  });
});
