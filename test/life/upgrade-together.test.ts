import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { nodesOf } from "../support/lab-cluster";
import { findProvider } from "../support/provider-process";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";
import { mostAtOnce, turnsIn } from "../support/turns";
import { until } from "../support/until";

const describeLab = labPossible() ? describe : describe.skip;
const HOSTS: ClusterStack["hosts"] = {
  "cp-1": { lab: 1, role: "control-plane" },
  "worker-1": { lab: 2, role: "worker" },
  "worker-2": { lab: 3, role: "worker" },
  "worker-3": { lab: 4, role: "worker" },
};
const NAMES = Object.keys(HOSTS);

// The later test builds on the earlier one.
describeLab("an upgrade that may take two workers at once", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let images: Readonly<Record<string, string>>;

  const stackAt = (version: string) =>
    clusterConfiguration({
      workspace,
      lab,
      rootfs: images[`standin-${version}`]!,
      hosts: HOSTS,
      cluster: { upgrade: { max_unavailable: 2 } },
    });
  const workersOutOfService = () =>
    turnsIn(workspace.events()).filter(({ host }) => host !== "cp-1");

  beforeAll(async () => {
    images = await labImages("standin");
    lab = await openLab({ hosts: 4, index: 9 });
    workspace = openWorkspace();
    expect(errorsOf(await workspace.apply(stackAt("v1.20.2")))).toBe("");
  }, 300_000);
  afterAll(async () => {
    workspace.remove();
    await lab.down();
  });

  test("is stopped by Ctrl-C in the middle of a worker's turn; nothing is undone", async () => {
    workspace.write(stackAt("v1.20.15"));
    const running = workspace.start("apply", "-auto-approve", "-input=false", "-no-color");
    await until(() => workersOutOfService().length > 0, 180_000);
    const provider = findProvider(running.process.pid!);
    for (const pid of [running.process.pid!, provider!]) process.kill(pid, "SIGINT");
    expect((await running.ended).code).not.toBe(0);
    expect((await nodesOf(lab, 1)).map(({ name }) => name)).toEqual(NAMES);
  }, 300_000);

  test("goes on where it was stopped, two workers at once and no more", async () => {
    const before = workersOutOfService().length;
    expect(errorsOf(await workspace.apply(stackAt("v1.20.15")))).toBe("");
    expect(await nodesOf(lab, 1)).toMatchObject(
      NAMES.map((name) => ({ name, ready: true, version: "v1.20.15" })),
    );
    expect(workersOutOfService().length).toBeGreaterThan(before);
    expect(mostAtOnce(workersOutOfService())).toBe(2);
    expect((await workspace.plan()).actions).toEqual({});
  }, 300_000);
});
