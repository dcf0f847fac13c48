import { readApiServerExpiration } from "../../../../../../provider/src/tools/kubeadm";
import { createFakeRunner } from "../../../../../support/fake-runner";

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBGTCBwAIBATAKBggqhkjOPQQDAjAZMRcwFQYDVQQDDA5rdWJlLWFwaXNlcnZl
cjAeFw0yNjAxMDEwMDAwMDBaFw0yNzAxMDEwMDAwMDBaMBkxFzAVBgNVBAMMDmt1
YmUtYXBpc2VydmVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMCxeCv9XX072
ERtPWQWxaaN0iN/25C/T3ZlC7qrBhGlhWEBswjl6ydg1T0wY+QVboB1kTdr39U78
OFQ6tnftpDAKBggqhkjOPQQDAgNIADBFAiEAsTOtkAjI7s3W3kUKLBEUeqDuEE6q
rWD4NKzZwJ6g1E4CICS0wlmQGynq0I/nG03M1/VDHuKTn21zyDXztD+JP2dl
-----END CERTIFICATE-----
`;

const hostWith = (content: string) =>
  createFakeRunner("cp-1").on(/apiserver\.crt$/, {
    stdout: Buffer.from(content).toString("base64"),
  });

describe("the end of the API server's certificate", () => {
  it("is read from the file", async () => {
    expect(await readApiServerExpiration(hostWith(CERTIFICATE))).toBe("2027-01-01T00:00:00.000Z");
  });

  it("is unknown where the file is missing", async () => {
    const host = createFakeRunner("cp-1").on(/apiserver\.crt$/, { exitCode: 44 });
    expect(await readApiServerExpiration(host)).toBeUndefined();
  });

  it("is unknown where the file is no certificate", async () => {
    expect(await readApiServerExpiration(hostWith("nonsense"))).toBeUndefined();
  });
});
