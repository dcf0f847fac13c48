import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration } from "../support/cluster-stack";
import { journalOf, KUBECTL } from "../support/lab-cluster";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";

jest.setTimeout(300_000);

const describeLab = labPossible() ? describe : describe.skip;

interface TestApp {
  readonly image: string;
  readonly configs?: readonly object[];
  readonly app: Readonly<Record<string, unknown>>;
}

const SENTINEL = "s3cr3t-of-the-app";

describeLab("applications, from the first installation to the last", () => {
  let lab: Lab;
  let images: Readonly<Record<string, string>>;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    images = await labImages("standin");
    lab = await openLab({ hosts: 3, index: 6 });
    workspace = openWorkspace();
    expect(errorsOf(await workspace.apply(stackWith({})))).toBe("");
  }, 400_000);
  afterAll(async () => {
    workspace.remove();
    await lab.down();
  });

  const ALL = ["cp-1", "cp-2", "cp-3"];
  const stackWith = (
    apps: Readonly<Record<string, TestApp>>,
    own: TerraformWorkspace = workspace,
    names: readonly string[] = ALL,
  ) =>
    clusterConfiguration({
      workspace: own,
      lab,
      rootfs: images["standin-v1.20.2"]!,
      hosts: Object.fromEntries(
        names.map((name) => [
          name,
          { lab: ALL.indexOf(name) + 1, role: "control-plane", node: { taints: [] } },
        ]),
      ),
      registry: "cp-2",
      apps: Object.fromEntries(
        Object.entries(apps).map(([name, { image, configs = [], app }]) => [
          name,
          { mount: { image: images[image]!, configs }, app },
        ]),
      ),
    });
  const web = (app: object = {}) => ({
    image: "app-1.0",
    app: {
      env: { greeting: "hello", ADMIN_PASSWORD: SENTINEL },
      args: ["echo the password is $ADMIN_PASSWORD", "echo web >>/root/order"],
      uninstall_command: ["kubectl delete deployment lab-app", "echo -web >>/root/order"],
      ...app,
    },
  });
  const settings = () => ({
    image: "app-config-1.0",
    app: {
      args: ["echo settings >>/root/order"],
      uninstall_command: ["echo -settings >>/root/order"],
      depends_on: ["sealos_node.cp-2", "sealos_node.cp-3", "sealos_app.web"],
    },
  });
  const order = () => lab.ssh(1, "cat /root/order");
  const runsOf = (name: string) =>
    workspace
      .events()
      .filter(({ object, type }) => object === name && type === "step-finished")
      .map(({ step }) => step);
  const applied = async (
    configuration: ReturnType<typeof stackWith>,
  ): Promise<readonly string[]> => {
    const before = runsOf("web").length;
    expect(errorsOf(await workspace.apply(configuration))).toBe("");
    const plan = await workspace.plan(configuration);
    expect(plan.actions).toEqual({});
    return runsOf("web").slice(before);
  };

  test("are installed in the order of their dependencies, and then plan nothing", async () => {
    expect(await applied(stackWith({ web: web(), settings: settings() }))).toEqual([
      "mount-app",
      "mirror-app-registry",
      "run-guest",
      "record-app",
    ]);
    expect(await order()).toBe("web\nsettings\n");
    expect(await lab.ssh(1, `${KUBECTL} get deployment lab-app -o name`)).toContain("lab-app");
  });

  test("show the end of their output without secrets, and all of it in the event log, at their home", () => {
    const state = workspace.resource("sealos_app.web")?.attributes;
    expect(state?.["output_tail"]).toContain("the password is (secret)");
    expect(state?.["home"]).toBe(workspace.resource("sealos_host.cp-1")?.attributes["id"]);
    const output = workspace
      .events()
      .filter(({ type, object }) => type === "output" && object === "web");
    expect(output.map((event) => "line" in event && event.line)).toContain(
      "the password is (secret)",
    );
    expect(new Set(output.map(({ host }) => host))).toEqual(new Set(["cp-1"]));
    expect(JSON.stringify(workspace.events())).not.toContain(SENTINEL);
  });

  test.each([
    [
      "an argument",
      web({ args: ["echo web >>/root/order"] }),
      ["web: run the application's command (args changed)"],
      ["run-guest", "record-app"],
    ],
    [
      "the environment",
      web({ args: ["echo web >>/root/order"], env: { greeting: "bonjour" } }),
      [
        "web: send application oci:IMAGE (env changed)",
        "web: run the application's command (env changed)",
      ],
      ["mount-app", "run-guest", "record-app"],
    ],
    [
      "how it is uninstalled",
      web({
        args: ["echo web >>/root/order"],
        env: { greeting: "bonjour" },
        uninstall_command: ["echo -web >>/root/order"],
      }),
      [],
      [],
    ],
  ])("run what %s touches, as planned", async (_, changed, lines, ran) => {
    const configuration = stackWith({ web: changed, settings: settings() });
    const plan = await workspace.plan(configuration);
    const shown = (plan.steps["sealos_app.web"] ?? []).map((line) =>
      line.replace(/oci:\S+/, "oci:IMAGE"),
    );
    expect(shown).toEqual(lines);
    expect(await applied(configuration)).toEqual(ran);
  });

  const quiet = () =>
    web({
      args: ["echo web >>/root/order"],
      env: { greeting: "bonjour" },
      uninstall_command: ["echo -web >>/root/order"],
    });

  test("run what a changed file of theirs touches", async () => {
    const changed = { ...quiet(), configs: [note("one")] };
    const configuration = stackWith({ web: changed, settings: settings() });
    const plan = await workspace.plan(configuration);
    expect(plan.steps["sealos_app.web"]?.at(-1)).toBe(
      "web: run the application's command (files changed)",
    );
    expect(await applied(configuration)).toEqual(["mount-app", "run-guest", "record-app"]);
    await applied(stackWith({ web: quiet(), settings: settings() }));
  });
  const note = (data: string) => ({ path: "manifests/note.txt", strategy: "override", data });

  test("that fail say so, and only their command runs again", async () => {
    const failing = (command: string) =>
      stackWith({
        web: { ...quiet(), app: { ...quiet().app, args: [command] } },
        settings: settings(),
      });
    const failed = await workspace.apply(failing("echo no such chart; exit 3"));
    expect(errorsOf(failed)).toMatch(
      /Installing web Failed At run-guest .*the command of application web ended with status 3; its last output: .*no such chart .*next apply runs it again/,
    );
    expect(await applied(failing("echo fine"))).toEqual(["run-guest", "record-app"]);
  });

  test("that take too long are stopped on their host, with a word of what to do", async () => {
    const slow = { ...quiet().app, args: ["echo waiting; sleep 987"], timeouts: { update: "6s" } };
    const failed = await workspace.apply(
      stackWith({ web: { ...quiet(), app: slow }, settings: settings() }),
    );
    expect(errorsOf(failed)).toMatch(
      /did not end within the time limit of the operation, 6 s \(timeouts\.update\), and was stopped.*waiting.*raise timeouts\.update/,
    );
    expect(failed.seconds).toBeLessThan(60);
    expect(await lab.ssh(1, "pgrep -f '[s]leep 987' || echo none")).toBe("none\n");
    await applied(stackWith({ web: quiet(), settings: settings() }));
  });

  test("of another owner are never overridden in silence", async () => {
    const other = openWorkspace();
    try {
      const rest = (app: object) => ({
        ...stackWith({ web: { ...quiet(), app: { ...quiet().app, ...app } } }, other),
      });
      const resource = (configuration: ReturnType<typeof rest>) => {
        const { sealos_image_mount, sealos_app } = configuration["resource"] as Record<
          string,
          object
        >;
        const { web: mount } = sealos_image_mount as { web: object };
        const { web: own } = sealos_app as { web: Record<string, unknown> };
        const ids = ALL.map((name) => workspace.resource(`sealos_host.${name}`)!.attributes["id"]);
        const literal = {
          ...own,
          depends_on: [],
          cluster_id: workspace.resource("sealos_cluster.main")!.attributes["id"],
          control_plane: ids,
          registry_host: ids[1],
        };
        return {
          ...configuration,
          resource: { sealos_image_mount: { web: mount }, sealos_app: { web: literal } },
        };
      };
      // The mount is known from here on, so that the plan itself can tell.
      const mounts = resource(rest({}));
      await other.apply({
        ...mounts,
        resource: { sealos_image_mount: mounts.resource.sealos_image_mount },
      });
      const refused = await other.plan(resource(rest({ args: ["echo mine"] })));
      expect(errorsOf(refused)).toMatch(
        /Application web Belongs To Another Owner .*was installed on the cluster by .*from oci:.*take_over = true/,
      );
      const taken = await other.apply(resource(rest({ args: ["echo mine"], take_over: true })));
      expect(errorsOf(taken)).toBe("");
      expect(taken.text).toContain("Warning: Application web Will Be Taken Over");

      const lost = await workspace.plan(stackWith({ web: quiet(), settings: settings() }));
      expect(lost.text).toMatch(
        /Application web Was Changed Outside Of Terraform .*belongs to another sealos_app/,
      );
      expect(errorsOf(await workspace.apply())).toMatch(
        /application "web" was installed on cluster .*Nothing was changed/,
      );
      const back = { ...quiet().app, take_over: true };
      await applied(stackWith({ web: { ...quiet(), app: back }, settings: settings() }));
      const gone = await other.destroy();
      expect(errorsOf(gone)).toBe("");
      expect(gone.text).toContain("Application web Was Left Alone");
    } finally {
      other.remove();
    }
  });

  test("go on at another control plane when their home leaves, without a second run of the command", async () => {
    const apps = { web: quiet(), settings: settings() };
    const rest = stackWith(apps, workspace, ["cp-2", "cp-3"]);
    const plan = await workspace.plan(rest);
    expect(plan.steps["sealos_app.web"]).toEqual([
      expect.stringMatching(/^web: send application .* \(its home leaves the cluster\)$/),
    ]);
    expect(await applied(rest)).toEqual(["mount-app", "record-app"]);
    const home = workspace.resource("sealos_app.web")?.attributes["home"];
    expect(home).toBe(workspace.resource("sealos_host.cp-2")?.attributes["id"]);
  });

  test("are taken away in reverse order, by their uninstall commands, and leave nothing of theirs", async () => {
    await lab.ssh(2, "rm -f /root/order");
    expect(errorsOf(await workspace.apply(stackWith({}, workspace, ["cp-2", "cp-3"])))).toBe("");
    expect(await lab.ssh(2, "cat /root/order")).toBe("-settings\n-web\n");
    const steps = Object.keys((await journalOf(lab, 2))?.steps ?? {});
    expect(steps.filter((step) => step.startsWith("app/"))).toEqual([]);
    expect(await lab.ssh(2, "ls /var/lib/sealos/data/default/manifests")).not.toContain("app");
    const maps = await lab.ssh(2, `${KUBECTL} get configmap -n kube-system -o name`);
    expect(maps).not.toContain("cdktf-sealos-app");
  });
});
