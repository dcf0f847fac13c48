import {
  earliestExpiration,
  parseCertificateEnd,
  parseCertificateExpirations,
  parseCertificateKey,
  parseImages,
  parseJoinCommand,
  parseVersion,
  tokenId,
} from "../../../../../../provider/src/tools/kubeadm";

const HASH = `sha256:${"0f".repeat(32)}`;
const KEY = "e6".repeat(32);

const EXPIRATIONS = `[check-expiration] Reading configuration from the cluster...

CERTIFICATE                EXPIRES                  RESIDUAL TIME   CERTIFICATE AUTHORITY   EXTERNALLY MANAGED
admin.conf                 Nov 25, 2027 07:39 UTC   364d                                    no      
apiserver                  Nov 24, 2027 07:39 UTC   364d            ca                      no      
!MISSING! etcd-server                                                                               
front-proxy-client         Nov 25, 2027 07:39 UTC   364d            front-proxy-ca          no      

CERTIFICATE AUTHORITY   EXPIRES                  RESIDUAL TIME   EXTERNALLY MANAGED
ca                      Jan 2, 2036 07:39 UTC    9y              no      
!MISSING! etcd-ca                                                        
`;

describe("what kubeadm says", () => {
  it("is a version", () => {
    expect(parseVersion("v1.20.2\n")).toMatchObject({ major: 1, minor: 20, patch: 2 });
    expect(parseVersion("kubeadm: not found")).toBeUndefined();
  });

  it("is images, whatever warnings stand among them", () => {
    const stdout =
      "W1125 07:34:37 version.go:102] falling back\nk8s.gcr.io/pause:3.2\nk8s.gcr.io/etcd:3.4.13-0\n";
    expect(parseImages(stdout)).toEqual(["k8s.gcr.io/pause:3.2", "k8s.gcr.io/etcd:3.4.13-0"]);
  });

  it.each([
    `kubeadm join apiserver.cluster.local:6443 --token abcdef.0123456789abcdef     --discovery-token-ca-cert-hash ${HASH} \n`,
    `W1125 warnings\nkubeadm join apiserver.cluster.local:6443 --token abcdef.0123456789abcdef \\\n\t--discovery-token-ca-cert-hash ${HASH} \n`,
  ])("is a join command %#", (stdout) => {
    const join = parseJoinCommand(stdout);
    expect(join).toEqual({
      endpoint: "apiserver.cluster.local:6443",
      token: "abcdef.0123456789abcdef",
      caCertHash: HASH,
    });
    expect(tokenId(join!)).toBe("abcdef");
  });

  it.each(["", "kubeadm join x:6443 --token abcdef.0123456789abcdef", "error: nothing"])(
    "is no join command in %j",
    (stdout) => {
      expect(parseJoinCommand(stdout)).toBeUndefined();
    },
  );

  it("is a certificate key", () => {
    const stdout = `[upload-certs] Storing the certificates in Secret "kubeadm-certs"\n[upload-certs] Using certificate key:\n${KEY}\n`;
    expect(parseCertificateKey(stdout)).toBe(KEY);
    expect(parseCertificateKey("[upload-certs] Skipping phase")).toBeUndefined();
  });

  it("is when certificates end", () => {
    const certificates = parseCertificateExpirations(EXPIRATIONS);
    expect(certificates).toEqual([
      { name: "admin.conf", expiresAt: "2027-11-25T07:39:00.000Z", isAuthority: false },
      { name: "apiserver", expiresAt: "2027-11-24T07:39:00.000Z", isAuthority: false },
      { name: "front-proxy-client", expiresAt: "2027-11-25T07:39:00.000Z", isAuthority: false },
      { name: "ca", expiresAt: "2036-01-02T07:39:00.000Z", isAuthority: true },
    ]);
    expect(earliestExpiration(certificates)).toBe("2027-11-24T07:39:00.000Z");
    expect(earliestExpiration([])).toBeUndefined();
  });

  it("is the end of one certificate, by openssl", () => {
    expect(parseCertificateEnd("notAfter=Nov 25 07:39:51 2027 GMT\n")).toBe(
      "2027-11-25T07:39:51.000Z",
    );
    expect(parseCertificateEnd("unable to load certificate")).toBeUndefined();
  });
});
