import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeStack } from "../../../../../cli/src/import/write-stack";
import { callCommand as call } from "../../../../support/call-command";
import { nodesJson, representativeFacts, SENTINEL } from "../../../../support/written-stacks";

const CLUSTERFILE = `
apiVersion: apps.sealos.io/v1beta1
kind: Cluster
metadata: {name: prod}
spec:
  image: [labring/kubernetes:v1.31.0, labring/cilium:v1.16.1]
  ssh: {user: ada, passwd: sentinel-s3cret}
  hosts:
    - {ips: ["192.0.2.1:22"], roles: [master, amd64]}
    - {ips: ["192.0.2.11:2222"], roles: [node], env: [zone=a]}
`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "import-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("cdktf-sealos import", () => {
  test("writes a stack that declares and imports every object, without a secret", async () => {
    const { code, out, err } = await call(
      "import",
      file(CLUSTERFILE),
      "--nodes",
      file(nodesJson(1)),
    );
    expect(code).toBe(0);
    expect(out).toContain('const node1 = new Host(cluster, "node-1", {');
    expect(out).toContain("role: HostRole.WORKER,\n  port: 2222,");
    expect(out).toContain('cluster.resource.importFrom(JSON.stringify({ id: "192.0.2.1/prod"');
    expect(out).toContain('const cilium = new App(cluster, "cilium", { image: ciliumImage });');
    expect(out.match(/importFrom\(/g)).toHaveLength(8);
    expect(out).not.toContain("sentinel");
    expect(err).toContain("192.0.2.11 are made up");
  });

  test.each([
    ["kind: Pod", /kind "Pod"/],
    ["", /no document of kind Cluster/],
    [CLUSTERFILE.replace("master", "worker"), /no host with the role master/],
  ])("refuses what is no cluster", async (text, message) => {
    const { code, err } = await call("import", file(text));
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
  });

  test.each([
    [[], /--host, or one CLUSTERFILE/],
    [["a", "b"], /--host, or one CLUSTERFILE/],
    [["a", "--image", "x"], /--image goes with --host/],
    [["a", "--host", "192.0.2.1"], /Give --host or "a"/],
    [["--host", "192.0.2.1", "--nodes", "x"], /--nodes goes with a CLUSTERFILE/],
    [["--host", "a b"], /--host is "a b"; write \[USER@\]ADDRESS/],
    [["--host", "a", "--bastion", "/"], /--bastion is "\/"; write/],
    [["--host", "a", "--host-key-policy", "none"], /must be pinned, known_hosts, trust_on/],
  ])("refuses the arguments %j", async (args, message) => {
    const { code, err } = await call("import", ...args);
    expect([code, err]).toEqual([64, expect.stringMatching(message)]);
  });

  test("says which host cannot be asked", async () => {
    const host = ["--host", "127.0.0.1:1", "-i", join(folder, "none")];
    const { code, out, err } = await call("import", ...host);
    expect([code, out, err]).toEqual([1, "", expect.stringContaining(join(folder, "none"))]);
  });
});

describe("a written stack", () => {
  test.each(Object.entries(representativeFacts()))("holds no secret: %s", (_title, facts) => {
    expect(writeStack(facts)).not.toContain(SENTINEL);
  });

  test("asks for secrets by sensitive variables", () => {
    const text = writeStack(representativeFacts()["credentials and secrets in the environment"]!);
    expect(text).toContain("password: sshPassword.stringValue");
    expect(text).toContain('env: { zone: "a", registryPassword: envRegistryPassword.stringValue }');
    expect(text).toContain("// registryPassword, API_TOKEN: a variable");
  });

  test("says what a person must fill in where kubeadm made the cluster", () => {
    const text = writeStack(representativeFacts()["plain kubeadm"]!);
    expect(text).toContain("// FILL IN: the cluster image");
    expect(text).toContain('const kubernetesSource = { image: "labring/kubernetes:v1.31.0" };');
    expect(text).toContain('roles: ["worker"],\n    registry: { address: "192.0.2.1" },');
  });

  test("imports by ids alone what this provider made, because that remembers the rest", () => {
    const text = writeStack(representativeFacts()["made by this provider"]!);
    expect(text).toContain('node2.resource.importFrom("192.0.2.2");');
    expect(text).toContain('web.resource.importFrom("192.0.2.1/prod/web");');
    expect(text).toContain("registry: true");
  });
});

let files = 0;

function file(content: string | object): string {
  const path = join(folder, `${(files += 1)}`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}
