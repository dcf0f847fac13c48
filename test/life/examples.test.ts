import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { exampleOnLab, synthesiseExample } from "../support/example-stacks";
import { nodesOf } from "../support/lab-cluster";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

interface Example {
  readonly name: string;
  readonly hosts: number;
  /** What the example says → which image of the lab stands there. */
  readonly images: Readonly<Record<string, string>>;
  /** What else the lab cannot have, or has elsewhere. */
  readonly words?: Readonly<Record<string, string>>;
}

const KUBERNETES = "labring/kubernetes:v1.31.0";

const EXAMPLES: readonly Example[] = [
  {
    name: "high-availability",
    hosts: 7,
    images: { [KUBERNETES]: "standin-v1.20.2", "labring/cilium:v1.16.1": "app-1.0" },
    words: { '"mode": "lvscare"': '"mode": "hosts"' }, // lvscare needs ip_vs in the kernel
  },
  {
    name: "several-apps",
    hosts: 2,
    images: {
      [KUBERNETES]: "standin-v1.20.2",
      "labring/cilium:v1.16.1": "app-config-1.0",
      "labring/openebs:v3.10.0": "app-1.0",
      "labring/cloudnative-pg:v1.24.0": "app-1.0",
    },
    words: {
      "charts/cilium/values.yaml": "etc/values.json",
      "hubble: {enabled: true}": "replicas: 2",
      "helm uninstall postgres --namespace database": "kubectl delete deployment lab-app",
    },
  },
  { name: "two-clusters", hosts: 4, images: { [KUBERNETES]: "standin-v1.20.2" } },
];

describeLab("an example, on hosts", () => {
  let images: Readonly<Record<string, string>>;
  let lab: Lab;
  let workspace: TerraformWorkspace;

  const named = (of: Example["images"]) =>
    Object.fromEntries(Object.entries(of).map(([word, image]) => [word, images[image]!]));
  const open = async (hosts: number, index: number) => {
    lab = await openLab({ hosts, index });
    workspace = openWorkspace();
  };

  beforeAll(async () => {
    images = await labImages("standin");
  }, 300_000);
  afterEach(async () => {
    workspace.remove();
    await lab.down();
  });

  test.each(EXAMPLES)(
    "$name is applied, has nothing left to do, and is destroyed",
    async ({ name, hosts, images: used, words }) => {
      await open(hosts, 8);
      const stack = synthesiseExample(name)[name]!;
      const configuration = exampleOnLab(stack, {
        ...{ workspace, lab },
        words: { ...named(used), ...words },
      });
      expect(errorsOf(await workspace.apply(configuration))).toBe("");
      expect((await workspace.plan()).actions).toEqual({});
      expect(errorsOf(await workspace.destroy())).toBe("");
    },
    480_000,
  );

  test("air-gapped is applied from an archive, with a password of its own for the cluster's registry", async () => {
    await open(2, 10);
    const archive = join(workspace.folder, "kubernetes.tar");
    const layout = images["standin-v1.20.2"]!.replace(/^oci:/, "");
    execFileSync("tar", ["-C", layout, "-cf", archive, "."]);
    const stack = synthesiseExample("air-gapped")["air-gapped"]!;
    const words = {
      "/srv/images/kubernetes-v1.31.0.tar": archive,
      ...named({ "registry.house.example/labring/cilium:v1.16.1": "app-1.0" }),
    };
    const passwords = ["registry-password", "cluster-registry-password"].map(
      (name) => `-var=${name}=sentinel-${name}`,
    );
    const configuration = exampleOnLab(stack, { workspace, lab, words });
    expect(errorsOf(await workspace.apply(configuration, ...passwords))).toBe("");
    expect((await workspace.plan(undefined, ...passwords)).actions).toEqual({});
    const catalogue =
      "curl -s -u nodes:sentinel-cluster-registry-password http://sealos.hub:5000/v2/_catalog";
    expect(await lab.ssh(2, catalogue)).toContain("kube-apiserver");
  }, 300_000);

  test("upgrade is applied with one version and then with the next", async () => {
    await open(6, 9);
    const release = (version: string, image: string) => {
      const stack = synthesiseExample("upgrade", { KUBERNETES_VERSION: version })["upgrade"]!;
      const words = named({ [`labring/kubernetes:${version}`]: image });
      return exampleOnLab(stack, { workspace, lab, words });
    };
    const versions = async () => new Set((await nodesOf(lab, 1)).map(({ version }) => version));
    expect(errorsOf(await workspace.apply(release("v1.31.0", "standin-v1.20.2")))).toBe("");
    expect(await versions()).toEqual(new Set(["v1.20.2"]));
    expect(errorsOf(await workspace.apply(release("v1.31.1", "standin-v1.20.15")))).toBe("");
    expect(await versions()).toEqual(new Set(["v1.20.15"]));
    expect((await workspace.plan()).actions).toEqual({});
  }, 600_000);
});
