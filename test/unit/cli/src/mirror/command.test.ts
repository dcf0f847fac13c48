import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PRODUCT_VERSION } from "../../../../../provider/src/domain/product";
import { callCommand } from "../../../../support/call-command";

let folder: string;
let provider: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mirror-"));
  provider = join(folder, "built");
  mkdirSync(join(provider, "lib"), { recursive: true });
  writeFileSync(join(provider, "terraform-provider-sealos"), "program");
  writeFileSync(join(provider, "lib/server.cjs"), "part");
});
afterEach(() => rmSync(folder, { recursive: true }));

const mirror = (...args: readonly string[]) =>
  callCommand("mirror", join(folder, "out"), "--provider", provider, ...args);

const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();

describe("cdktf-sealos mirror", () => {
  it("puts the provider where Terraform and OpenTofu look for it, for every platform asked", async () => {
    const { code } = await mirror("--platform", "linux_amd64", "--platform", "darwin_arm64");
    expect(code).toBe(0);
    const hosts = ["registry.opentofu.org", "registry.terraform.io"];
    expect(filesIn(join(folder, "out/mirror"))).toEqual(
      hosts.flatMap((host) =>
        ["darwin_arm64", "linux_amd64"].flatMap((platform) =>
          ["lib/server.cjs", `terraform-provider-sealos_v${PRODUCT_VERSION}`].map(
            (file) => `${host}/cdktf-sealos/sealos/${PRODUCT_VERSION}/${platform}/${file}`,
          ),
        ),
      ),
    );
  });

  it("prints the setting that takes it from there, by an absolute path", async () => {
    const { out } = await mirror();
    expect(out).toBe(`TF_CLI_CONFIG_FILE=${join(folder, "out/terraform.rc")}\n`);
    const text = readFileSync(join(folder, "out/terraform.rc"), "utf8");
    expect(text).toContain(`path    = "${join(folder, "out/mirror")}"`);
    expect(text).toMatch(/include = \[ "registry\.terraform\.io\/cdktf-sealos\/sealos", /);
  });

  it("leaves nothing of what was there of the same version", async () => {
    await mirror("--platform", "linux_amd64");
    rmSync(join(provider, "lib"), { recursive: true });
    await mirror("--platform", "linux_amd64");
    expect(filesIn(join(folder, "out")).join()).not.toContain("server.cjs");
  });

  it("refuses Windows, which starts no scripts", async () => {
    const { code, err } = await mirror("--platform", "windows_amd64");
    expect(code).toBe(64);
    expect(err).toContain('The platform is "windows_amd64"; it must be a Unix');
  });

  it("says where it looked for a provider in vain", async () => {
    const { code, err } = await callCommand("mirror", folder, "--provider", join(folder, "none"));
    expect(code).toBe(1);
    expect(err).toContain(`There is no provider in ${join(folder, "none")}`);
  });
});
