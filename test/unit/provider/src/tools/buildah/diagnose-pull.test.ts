import { diagnosePull, reason } from "../../../../../../provider/src/tools/buildah/diagnose-pull";

test.each([
  [
    "initializing source docker://reg/x:y: reading manifest y in reg/x: manifest unknown",
    "Image Not Found",
  ],
  [
    "initializing source oci:/nope:: open /nope/index.json: no such file or directory",
    "Image Not Found",
  ],
  [
    "initializing source docker://reg/x: unable to retrieve auth token: invalid username/password: unauthorized: incorrect username or password",
    "Registry Refused The Login",
  ],
  ["reading manifest 1 in reg/x: authentication required", "Registry Refused The Login"],
  [
    'pinging container registry reg: Get "https://reg/v2/": x509: certificate signed by unknown authority',
    "Registry Not Trusted",
  ],
  [
    'pinging container registry reg: Get "https://reg/v2/": http: server gave HTTP response to HTTPS client',
    "Registry Not Trusted",
  ],
  ["pinging container registry reg: dial tcp 192.0.2.1:443: i/o timeout", "Registry Not Reachable"],
  ["pinging container registry reg: dial tcp: lookup reg: no such host", "Registry Not Reachable"],
  [
    'writing blob: storing blob to file "/var/tmp/x": write /var/tmp/x: no space left on device',
    "Disk Full",
  ],
  [
    'creating temp directory: untarring file "/var/tmp/oci1": archive/tar: invalid tar header',
    "Image Is Corrupt",
  ],
  [
    "writing blob: adding layer with blob: processing tar file(unexpected EOF): exit status 1",
    "Image Is Corrupt",
  ],
  [
    "writing blob: adding layer with blob: processing tar file(invalid hardlink): exit status 1",
    "Image Cannot Be Unpacked Safely",
  ],
  ["something that nobody has seen", "Image Not Available"],
])("%s is: %s", (said, summary) => {
  expect(diagnosePull(`Trying to pull …\nError: ${said}\n`).summary).toBe(summary);
});

test("the reason is the line that says what failed", () => {
  expect(reason("Trying to pull x...\nwarning\nError: it broke\n")).toBe("it broke");
  expect(reason("")).toBe("it said nothing");
});
