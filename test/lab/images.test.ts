import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const script = join(__dirname, "../../lab/images.sh");

jest.setTimeout(180_000);

describe("lab images", () => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "lab-images-"));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const build = (...names: readonly string[]) =>
    JSON.parse(
      execFileSync("bash", [script, ...names], {
        encoding: "utf8",
        stdio: "pipe",
        env: { ...process.env, LAB_DIR: directory },
      }),
    ) as Record<string, string>;

  it("are OCI layouts with the labels, environment and commands of their recipes", () => {
    const images = build("patch-1.0", "app-config-1.0");
    const patch = configOf(images["patch-1.0"]!);
    expect(patch.Labels).toMatchObject({
      "sealos.io.type": "patch",
      clean: "clean-patch.sh && bash clean.sh && bash clean-cri.sh $criData",
    });
    expect(patch.Env).toContain("registryLogLevel=info");
    const app = configOf(images["app-config-1.0"]!);
    expect(app.Labels).toMatchObject({ "sealos.io.type": "application" });
    expect(app.Cmd[0]).toBe("kubectl apply -n $(NAMESPACE) -f manifests/settings.yaml");
  });

  it("are left alone while their inputs are the same", () => {
    const [path] = Object.values(build("patch-1.0"));
    const made = statSync(directoryOf(path!)).mtimeMs;
    build("patch-1.0");
    expect(statSync(directoryOf(path!)).mtimeMs).toBe(made);
  });

  it("are refused by name when there is no such recipe", () => {
    expect(() => build("nonsense")).toThrow(/there is no image 'nonsense'/);
  });
});

interface ImageConfig {
  readonly Labels: Readonly<Record<string, string>>;
  readonly Env: readonly string[];
  readonly Cmd: readonly string[];
}

const directoryOf = (reference: string) => reference.replace(/^oci:/, "");

function configOf(reference: string): ImageConfig {
  const read = (file: string) =>
    JSON.parse(readFileSync(join(directoryOf(reference), file), "utf8")) as unknown;
  const blob = (digest: string) => read(`blobs/${digest.replace(":", "/")}`);
  const index = read("index.json") as { manifests: [{ digest: string }] };
  const manifest = blob(index.manifests[0].digest) as { config: { digest: string } };
  return (blob(manifest.config.digest) as { config: ImageConfig }).config;
}
