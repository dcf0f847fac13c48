import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { KUBECTL, stepTimes } from "../support/lab-cluster";
import { traceDifferences } from "../support/lab-traces";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

describeLab("configuration of images, from the stack to the cluster", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let stack: ClusterStack;
  let before: readonly string[];
  let failure: string;

  beforeAll(async () => {
    const images = await labImages("standin");
    lab = await openLab({ hosts: 1, index: 5 });
    workspace = openWorkspace();
    before = await lab.trace(1);
    stack = {
      workspace,
      lab,
      rootfs: images["standin-v1.20.2"]!,
      hosts: { "cp-1": { lab: 1, role: "control-plane" } },
      mount: {
        configs: [
          {
            path: "etc/kubeadm.yml",
            strategy: "merge",
            match: images["standin-v1.20.2"],
            data: "networking: {dnsDomain: lab.example}",
          },
          {
            path: "etc/kubeadm.yml",
            strategy: "override",
            match: "another/image:1",
            data: "no: 1",
          },
        ],
      },
      patches: { patch: { image: images["patch-1.0"], env: { registryLogLevel: "debug" } } },
      apps: {
        settings: {
          mount: {
            image: images["app-config-1.0"],
            configs: [
              { path: "manifests/settings.yaml", strategy: "merge", data: "data: {colour: green}" },
              { path: "etc/values.json", strategy: "override", data: '{"replicas":3}' },
              { path: "etc/app.conf", strategy: "append", data: "last = line\n" },
              { path: "etc/app.conf", strategy: "insert", data: "first = line" },
            ],
          },
        },
      },
    };
    failure = errorsOf(await workspace.apply(clusterConfiguration(stack)));
  }, 300_000);
  afterAll(async () => {
    workspace.remove();
    await lab.down();
  });

  const configMap = async (name: string): Promise<Readonly<Record<string, string>>> => {
    const text = await lab.ssh(1, `${KUBECTL} get configmap ${name} -n default -o json`);
    return (JSON.parse(text) as { data: Record<string, string> }).data;
  };

  test("is applied", () => expect(failure).toBe(""));

  test("merges into YAML and keeps what is not named", async () => {
    expect(await configMap("lab-app-settings")).toMatchObject({ colour: "green", size: "small" });
  });

  test("overrides a file, appends to one and inserts before it", async () => {
    expect(await configMap("lab-app-config")).toEqual({
      "values.json": '{"replicas":3}',
      "app.conf": expect.stringMatching(
        /^first = line\n# Settings .*\nlog = info\n+last = line\n$/s,
      ) as string,
    });
  });

  test("changes only the image that it matches", async () => {
    const init = await lab.ssh(1, "cat /var/lib/sealos/data/default/etc/kubeadm-init.yaml");
    expect(init).toContain("dnsDomain: lab.example");
    expect(init).not.toContain("no: 1");
  });

  test("puts a patch over the rootfs: its script, its file, its template with its environment", async () => {
    await lab.ssh(1, "test -f /etc/lab-patch/patch-1.0");
    expect(await lab.ssh(1, "cat /etc/registry/registry_config.yml")).toContain("level: debug");
  });

  test("runs the application again when its environment changes, and nothing else", async () => {
    const { host } = byObject(await stepTimes(lab, 1));
    const settings = stack.apps!["settings"]!;
    const plan = await workspace.plan(
      clusterConfiguration({
        ...stack,
        apps: { settings: { ...settings, app: { env: { name: "renamed" } } } },
      }),
    );
    expect(plan.actions).toEqual({ "sealos_app.settings": ["update"] });
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(Object.keys(await configMap("renamed"))).toEqual(["app.conf", "values.json"]);
    expect(byObject(await stepTimes(lab, 1)).host).toEqual(host);
    expect((await workspace.plan()).actions).toEqual({});
  });

  test("leaves the host as it was", async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
    expect(traceDifferences(before, await lab.trace(1))).toEqual([]);
  });
});

/** Steps of applications apart from those of the host. */
function byObject(steps: Readonly<Record<string, string>>): {
  readonly app: Readonly<Record<string, string>>;
  readonly host: Readonly<Record<string, string>>;
} {
  const entries = Object.entries(steps);
  const isApp = ([name]: readonly [string, string]) => name.startsWith("app/");
  return {
    app: Object.fromEntries(entries.filter(isApp)),
    host: Object.fromEntries(entries.filter((entry) => !isApp(entry))),
  };
}
