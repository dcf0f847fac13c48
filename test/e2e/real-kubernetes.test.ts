import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack, type StackHost } from "../support/cluster-stack";
import { KUBECTL, nodesOf, stepTimes } from "../support/lab-cluster";
import { labDifferences } from "../support/lab-traces";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;
const VERSION = "v1.20.2";

describeLab("real Kubernetes", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let images: Readonly<Record<string, string>>;
  let before: readonly (readonly string[])[];

  const HOSTS = [1, 2, 3];
  const stack = (hosts: Readonly<Record<string, StackHost>>, apps: ClusterStack["apps"] = {}) =>
    clusterConfiguration({
      workspace,
      lab,
      rootfs: images[`kubernetes-${VERSION}`]!,
      hosts,
      apps,
    });
  const traces = () => Promise.all(HOSTS.map((host) => lab.trace(host)));
  const leavesNothing = async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
    expect(labDifferences(before, await traces())).toEqual([]);
  };

  beforeAll(async () => {
    images = await labImages(`kubernetes-${VERSION}`, "app-1.0");
    lab = await openLab({ hosts: 3 });
    before = await traces();
  }, 1_800_000);
  afterAll(() => lab.down());
  beforeEach(() => {
    workspace = openWorkspace();
  });
  afterEach(() => workspace.remove());

  test("is installed on one control plane and two workers, runs an application, and goes without a trace", async () => {
    const configuration = stack(
      {
        "cp-1": { lab: 1, role: "control-plane" },
        "worker-1": { lab: 2, role: "worker" },
        "worker-2": { lab: 3, role: "worker", node: { labels: { pool: "general" } } },
      },
      { hello: { mount: { image: images["app-1.0"] } } },
    );
    expect(errorsOf(await workspace.apply(configuration))).toBe("");

    expect(await nodesOf(lab, 1)).toMatchObject([
      { name: "cp-1", ready: true, version: VERSION },
      { name: "worker-1", ready: true, version: VERSION },
      { name: "worker-2", ready: true, version: VERSION, labels: { pool: "general" } },
    ]);
    const phases = await lab.ssh(
      1,
      `${KUBECTL} get pods -n default -o jsonpath='{.items[*].status.phase}'`,
    );
    expect(new Set(phases.trim().split(" "))).toEqual(new Set(["Running"]));

    const journals = () => Promise.all(HOSTS.map((host) => stepTimes(lab, host)));
    const times = await journals();
    expect((await workspace.plan()).actions).toEqual({});
    expect(errorsOf(await workspace.apply())).toBe("");
    expect(await journals()).toEqual(times);

    await leavesNothing();
  }, 600_000);
});
