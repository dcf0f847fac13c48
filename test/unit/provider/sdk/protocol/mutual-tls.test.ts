import { createPrivateKey, X509Certificate } from "node:crypto";
import {
  createServerIdentity,
  mutualTlsOptions,
} from "../../../../../provider/sdk/protocol/mutual-tls";

const NOW = new Date("2025-03-01T12:00:00Z");
const identity = createServerIdentity(NOW);
const certificate = new X509Certificate(identity.certificate);

describe("the certificate of the server", () => {
  it("is one for localhost that verifies as its own root", () => {
    expect(certificate.subject).toBe("CN=localhost");
    expect(certificate.subjectAltName).toBe("DNS:localhost");
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(true);
  });

  it("may be used on both sides", () => {
    expect(certificate.keyUsage).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  });

  it("is valid already if the clocks differ by some hours, and stays so", () => {
    expect(new Date(certificate.validFrom)).toEqual(new Date("2025-02-28T12:00:00Z"));
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(2049);
  });

  it("belongs to the key, which is an ECDSA key on P-256", () => {
    expect(certificate.checkPrivateKey(createPrivateKey(identity.privateKeyPem))).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  });

  it("is another one each time, with a positive serial number", () => {
    const serials = Array.from({ length: 50 }, () => {
      const { serialNumber } = new X509Certificate(createServerIdentity(NOW).certificate);
      return serialNumber;
    });
    expect(new Set(serials).size).toBe(50);
    expect(serials.every((each) => /^[0-7][0-9A-F]{31}$/.test(each))).toBe(true);
  });

  it("never has a blank line in its PEM form, which OpenSSL would refuse", () => {
    for (let attempt = 0; attempt < 200; attempt++) {
      const { cert } = mutualTlsOptions(createServerIdentity(NOW));
      expect(cert).not.toMatch(/\n\n/);
      expect(() => new X509Certificate(cert as string)).not.toThrow();
    }
  });
});

it("asks for a client certificate, and loads no list of authorities", () => {
  expect(mutualTlsOptions(identity)).toMatchObject({
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: "TLSv1.2",
  });
});
