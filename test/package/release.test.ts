import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PRODUCT_VERSION, PROVIDER_ADDRESS } from "../../provider/src/domain/product";
import { copyCheckout } from "../support/packed-package";

// Builds everything twice, and makes a key.
jest.setTimeout(240_000);

const ROOT = join(__dirname, "../..");
const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const PREFIX = `terraform-provider-sealos_${PRODUCT_VERSION}`;
const PLATFORMS = ["darwin_amd64", "darwin_arm64", "linux_amd64", "linux_arm64"];

let folder: string;
let release: string;
const textOf = (name: string) => readFileSync(join(release, name), "utf8");

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"));
  release = join(folder, "release");
  mkdirSync(join(folder, "gpg"), { mode: 0o700 });
  const checkout = copyCheckout(folder);
  gpg("--batch", "--passphrase", "", "--quick-generate-key", "Release <r@example.org>", "rsa2048");
  makeRelease(checkout, release, { RELEASE_GPG_KEY: "r@example.org" });
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("a release", () => {
  it("has what registries want: archives, manifest, checksums and their signature", () => {
    expect(readdirSync(release).filter((name) => name.startsWith("terraform-"))).toEqual(
      [
        ...PLATFORMS.map((platform) => `${PREFIX}_${platform}.zip`),
        `${PREFIX}_SHA256SUMS`,
        `${PREFIX}_SHA256SUMS.sig`,
        `${PREFIX}_manifest.json`,
      ].sort(),
    );
    expect(JSON.parse(textOf(`${PREFIX}_manifest.json`))).toEqual({
      version: 1,
      metadata: { protocol_versions: ["6.0"] },
    });
    execFileSync("sha256sum", ["--check", "--strict", `${PREFIX}_SHA256SUMS`], { cwd: release });
    expect(textOf(`${PREFIX}_SHA256SUMS`).trim().split("\n")).toHaveLength(PLATFORMS.length + 1);
    gpg(
      "--verify",
      join(release, `${PREFIX}_SHA256SUMS.sig`),
      join(release, `${PREFIX}_SHA256SUMS`),
    );
  });

  it("is installed by Terraform from its archive, without a network", () => {
    const mirror = join(folder, "mirror");
    const place = join(mirror, PROVIDER_ADDRESS);
    mkdirSync(place, { recursive: true });
    for (const platform of PLATFORMS) {
      cpSync(join(release, `${PREFIX}_${platform}.zip`), join(place, `${PREFIX}_${platform}.zip`));
    }
    const rc = `provider_installation {\n filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`;
    writeFileSync(join(folder, "terraform.rc"), rc);
    const stack = join(folder, "stack");
    mkdirSync(stack);
    writeFileSync(join(stack, "main.tf"), STACK);
    terraform(stack, "init");
    terraform(stack, "apply", "-auto-approve");
    expect(JSON.parse(terraform(stack, "output", "-json", "tag"))).toBe("v1.31.0");
    const lock = PLATFORMS.map((platform) => `-platform=${platform}`);
    terraform(stack, "providers", "lock", `-fs-mirror=${mirror}`, ...lock);
  });

  it("has a bill of every package that is inside, with licence and hash, and of no other", () => {
    const { components } = JSON.parse(textOf(`cdktf-sealos-${PRODUCT_VERSION}.cdx.json`)) as Bill;
    expect(components.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["ssh2", "yaml", "zod", "tar-stream", "@opentelemetry/api"]),
    );
    expect(components.map(({ name }) => name)).not.toContain("jest");
    for (const { licenses, hashes } of components) {
      expect(licenses).toHaveLength(1);
      expect(hashes).toHaveLength(1);
    }
  });

  it("says of which commit every file was made", () => {
    const { subject, predicate } = JSON.parse(
      textOf(`cdktf-sealos-${PRODUCT_VERSION}.provenance.json`),
    ) as Statement;
    expect(predicate.buildDefinition.externalParameters.commit).toBe(COMMIT);
    const files = readdirSync(release).filter((name) => !/\.sig$|\.provenance\.json$/.test(name));
    expect(subject.map(({ name }) => name)).toEqual(files.sort());
    for (const { name, digest } of subject) {
      expect(digest.sha256).toBe(sha256(join(release, name)));
    }
  });

  it("has the same bytes each time, wherever it is made", () => {
    const again = join(folder, "again");
    makeRelease(join(folder, "checkout"), again, { TZ: "Pacific/Kiritimati" });
    const sumsOf = (path: string) =>
      readdirSync(path)
        .filter((name) => !name.endsWith(".sig"))
        .map((name) => [name, sha256(join(path, name))]);
    expect(sumsOf(again)).toEqual(sumsOf(release));
  });
});

describe("the provider as one executable", () => {
  it("is installed and runs where there is no Node", () => {
    const mirror = join(folder, "executables");
    const place = join(mirror, PROVIDER_ADDRESS);
    const script = join(ROOT, "scripts/release/executable.mjs");
    execFileSync(process.execPath, [script, place], { stdio: ["ignore", "ignore", "inherit"] });
    const stack = join(folder, "without-node");
    mkdirSync(stack);
    writeFileSync(join(stack, "main.tf"), STACK);
    const rc = `provider_installation {\n filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`;
    writeFileSync(join(folder, "terraform.rc"), rc);
    const bin = join(folder, "bin");
    mkdirSync(bin);
    symlinkSync(
      execFileSync("which", ["terraform"], { encoding: "utf8" }).trim(),
      join(bin, "terraform"),
    );
    terraformIn(stack, { PATH: bin }, "init");
    terraformIn(stack, { PATH: bin }, "apply", "-auto-approve");
    expect(JSON.parse(terraformIn(stack, { PATH: bin }, "output", "-json", "tag"))).toBe("v1.31.0");
  });
});

const STACK = `
terraform {
  required_providers {
    sealos = { source = "cdktf-sealos/sealos" }
  }
}
output "tag" {
  value = provider::sealos::parse_image_reference("labring/kubernetes:v1.31.0").tag
}
`;

interface Bill {
  readonly components: readonly {
    readonly name: string;
    readonly licenses: readonly unknown[];
    readonly hashes: readonly unknown[];
  }[];
}

interface Statement {
  readonly subject: readonly {
    readonly name: string;
    readonly digest: { readonly sha256: string };
  }[];
  readonly predicate: {
    readonly buildDefinition: { readonly externalParameters: { readonly commit: string } };
  };
}

function makeRelease(checkout: string, target: string, environment: NodeJS.ProcessEnv): void {
  execFileSync(process.execPath, ["scripts/release/release.mjs", target], {
    cwd: checkout,
    env: { ...process.env, GNUPGHOME: join(folder, "gpg"), RELEASE_COMMIT: COMMIT, ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

function gpg(...args: readonly string[]): void {
  const env = { ...process.env, GNUPGHOME: join(folder, "gpg") };
  execFileSync("gpg", args, { env, stdio: ["ignore", "ignore", "pipe"] });
}

function terraform(cwd: string, ...args: readonly string[]): string {
  return terraformIn(cwd, {}, ...args);
}

function terraformIn(
  cwd: string,
  environment: NodeJS.ProcessEnv,
  ...args: readonly string[]
): string {
  const nowhere = "http://127.0.0.1:9";
  const env = {
    ...process.env,
    ...{ CHECKPOINT_DISABLE: "1", HTTPS_PROXY: nowhere, HTTP_PROXY: nowhere },
    TF_CLI_CONFIG_FILE: join(folder, "terraform.rc"),
    ...environment,
  };
  return execFileSync("terraform", args, { cwd, env, encoding: "utf8" });
}

function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
