import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseClusterfile } from "../../../../../provider/src/domain/clusterfile";
import { callCommand as call } from "../../../../support/call-command";

const CONFIGS = [
  { path: "etc/kubeadm.yml", strategy: "merge", data: "a: 1\n" },
  { path: "etc/kubeadm.yml", strategy: "merge", data: "b: 1\n", match: "another/image:1" },
];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "export-"))));
afterEach(() => rmSync(folder, { recursive: true }));

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
              images: [JSON.stringify({ image: "labring/kubernetes:v1.31.0", configs: CONFIGS })],
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
    expect(parseClusterfile(out).value?.configs).toEqual([
      {
        name: "1-etc-kubeadm.yml",
        ...{ path: "etc/kubeadm.yml", strategy: "merge", data: "a: 1\n" },
        match: "labring/kubernetes:v1.31.0",
      },
    ]);
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
