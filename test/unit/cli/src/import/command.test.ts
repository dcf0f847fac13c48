import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commands } from "../../../../../cli/src/commands";
import { run } from "../../../../../cli/src/run";

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
const NODES = {
  items: [
    {
      metadata: { name: "alpha" },
      status: { addresses: [{ type: "InternalIP", address: "192.0.2.1" }] },
    },
  ],
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "import-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("cdktf-sealos import", () => {
  test("writes a stack that declares and imports every object, without a secret", async () => {
    const { code, out, err } = await call("import", file(CLUSTERFILE), "--nodes", file(NODES));
    expect(code).toBe(0);
    expect(out).toContain('const alpha = new Host(cluster, "alpha", {');
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

  test("wants one file", async () => {
    expect((await call("import")).code).toBe(64);
  });
});

describe("cdktf-sealos export", () => {
  const shown = {
    values: {
      root_module: {
        resources: [
          { type: "sealos_cluster", values: { name: "prod", kubeadm_config: null } },
          {
            type: "sealos_host",
            values: {
              ...{ address: "192.0.2.1", port: 22, cluster_name: "prod" },
              roles: ["control-plane", "registry"],
              images: ['{"image":"labring/kubernetes:v1.31.0"}'],
            },
          },
        ],
      },
    },
  };

  test("writes the Clusterfile of a state", async () => {
    const { code, out } = await call("export", file(shown));
    expect(code).toBe(0);
    expect(out).toContain("192.0.2.1:22");
    expect(out).toContain("- master\n");
    expect(out).toContain("labring/kubernetes:v1.31.0");
  });

  test("says which clusters there are", async () => {
    const { code, err } = await call("export", file(shown), "--cluster", "other");
    expect([code, err]).toEqual([1, expect.stringContaining("--cluster: prod")]);
    expect((await call("export", file({}))).err).toContain("There is no sealos_cluster in it");
  });
});

let files = 0;

function file(content: string | object): string {
  const path = join(folder, `${(files += 1)}`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

async function call(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(commands, args, {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    env: {},
    signal: new AbortController().signal,
  });
  return { code, out: out.join(""), err: err.join("") };
}
