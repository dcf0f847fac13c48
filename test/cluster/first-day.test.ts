import { readFileSync } from "node:fs";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { labDifferences } from "../support/lab-traces";
import { KUBECTL, nodesOf, stepTimes } from "../support/lab-cluster";
import { announcedSteps, ranSteps } from "../support/planned-steps";
import { buildCommandLine, inTerminal, startWatch, type Watcher } from "../support/watcher";
import { until } from "../support/until";
import {
  errorsOf,
  openWorkspace,
  type TerraformPlan,
  type TerraformRun,
  type TerraformWorkspace,
} from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;
const HOSTS = [1, 2, 3];

describeLab("a cluster's first day: one control plane, two workers, an application", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let stack: ClusterStack;
  let before: readonly (readonly string[])[];
  let planned: TerraformPlan;
  let applied: TerraformRun;
  let program: string;
  /** Two that watch the apply from processes of their own, and what they had shown of it before it ended. */
  let watchers: readonly Watcher[];
  let shownMeanwhile: readonly string[];

  const traces = () => Promise.all(HOSTS.map((host) => lab.trace(host)));
  const journals = () => Promise.all(HOSTS.map((host) => stepTimes(lab, host)));

  beforeAll(async () => {
    const images = await labImages("standin");
    lab = await openLab({ hosts: 3, index: 0 });
    workspace = openWorkspace();
    before = await traces();
    stack = {
      workspace,
      lab,
      rootfs: images["standin-v1.20.2"]!,
      hosts: {
        "cp-1": { lab: 1, role: "control-plane" },
        "worker-1": { lab: 2, role: "worker" },
        "worker-2": { lab: 3, role: "worker", node: { labels: { pool: "general" } } },
      },
      apps: { hello: { mount: { image: images["app-1.0"]! } } },
    };
    // The mounts come first, so that the plan of all the rest knows what it will do.
    await workspace.apply(clusterConfiguration(stack), ...targets("kubernetes", "hello"));
    planned = await workspace.plan();
    program = buildCommandLine(workspace.folder);
    const known = workspace.events().length;
    const running = workspace.start("apply", "-input=false", "-no-color", "plan");
    await until(() => workspace.events().length > known);
    watchers = [
      startWatch(program, workspace.eventLog),
      startWatch(program, workspace.eventLog, inTerminal),
    ];
    shownMeanwhile = await Promise.race([shownLive(watchers), running.ended.then(() => [])]);
    applied = await running.ended;
  }, 300_000);
  afterAll(async () => {
    await lab.down();
    workspace.remove();
  });

  test("applies", () => {
    expect(errorsOf(applied)).toBe("");
  });

  test("makes nodes that are Ready, of the image's version, with their labels", async () => {
    expect(await nodesOf(lab, 1)).toMatchObject([
      { name: "cp-1", ready: true, version: "v1.20.2" },
      { name: "worker-1", ready: true, version: "v1.20.2" },
      { name: "worker-2", ready: true, version: "v1.20.2", labels: { pool: "general" } },
    ]);
  });

  test("runs the application's command on the control plane", async () => {
    expect(await lab.ssh(1, `${KUBECTL} get deployments -o name`)).toMatch(/^deployment/);
  });

  test("runs the steps that the plan announced, and no other", () => {
    const announced = announcedSteps(planned.steps);
    expect(ranSteps(workspace.events(), announced)).toEqual(announced);
  });

  test("can be watched from other terminals, which end with it", async () => {
    expect(shownMeanwhile).toEqual(watchers.map(() => expect.stringMatching(RUNNING) as string));
    expect(await Promise.all(watchers.map(({ ended }) => ended))).toEqual([0, 0]);
    const [lines, table] = watchers.map((watcher) => watcher.shown());
    expect(lines).toMatch(/worker-1 .*await-ready done in /);
    expect(lines).not.toContain(ESCAPE);
    expect(table).toContain(`${ESCAPE}[?25l`);
    expect(table).toMatch(/ 3 hosts: 3 done /);
    expect(table).toMatch(/cp-1[^\n]* done/);
  });

  test("can be looked at afterwards just as it was watched", async () => {
    const afterwards = startWatch(program, workspace.eventLog);
    expect(await afterwards.ended).toBe(0);
    expect(afterwards.shown()).toBe(watchers[0]!.shown());
  });

  test("remembers every step of every host in its journal, and nothing under way", async () => {
    for (const journal of await journals()) {
      expect(Object.keys(journal)).toEqual(
        expect.arrayContaining(["check", "mount-rootfs", "bootstrap-init", "await-ready"]),
      );
    }
  });

  test("keeps tokens and keys of the cluster out of state, plan and event log", () => {
    const written = [workspace.stateText(), planned.json, readFileSync(workspace.eventLog, "utf8")];
    for (const text of written) {
      expect(text).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b/); // a bootstrap token
      expect(text).not.toMatch(/certificate-key [0-9a-f]{64}|client-key-data|PRIVATE KEY/);
    }
  });

  test("leaves a Clusterfile that names the images and the hosts", async () => {
    const clusterfile = await lab.ssh(1, "cat /root/.sealos/default/Clusterfile");
    expect(clusterfile).toContain(`${lab.inventory.hosts[0]!.address}:22`);
    expect(clusterfile).toContain("kind: Cluster");
  });

  test("plans nothing afterwards, and a second apply runs no step", async () => {
    const times = await journals();
    const second = await workspace.plan();
    expect(second.actions).toEqual({});
    expect(errorsOf(await workspace.apply())).toBe("");
    expect(await journals()).toEqual(times);
  });

  test("lends its kubeconfig and a join command while Terraform runs, and keeps neither", async () => {
    const control_plane = ["${sealos_host.cp-1.id}"];
    const lent = (condition: string) => ({
      lifecycle: { postcondition: [{ condition: `\${${condition}}`, error_message: "not lent" }] },
    });
    const ephemeral = {
      sealos_kubeconfig: {
        main: { control_plane, ...lent('strcontains(self.kubeconfig, "client-key-data")') },
      },
      sealos_join_command: {
        worker: { control_plane, ...lent('startswith(self.command, "kubeadm join ")') },
      },
    };
    const borrowed = await workspace.apply({ ...clusterConfiguration(stack), ephemeral });
    expect(errorsOf(borrowed)).toBe("");
    expect(borrowed.text).toContain("0 added, 0 changed, 0 destroyed");
    const kept = `${workspace.stateText()}${borrowed.output}`;
    expect(kept).not.toMatch(/\b[a-z0-9]{6}\.[a-z0-9]{16}\b|client-key-data/);
    // kubeadm's own token of the first minute may be there still.
    expect(await lab.ssh(1, "kubeadm token list")).not.toMatch(/ (1h|59m)/);
  });

  test("adds a worker's label in place, without touching anything else", async () => {
    const { "worker-1": worker, ...others } = stack.hosts;
    const marked = {
      ...worker!,
      node: {
        labels: { zone: "a" },
        taints: [{ key: "only", value: "batch", effect: "NoSchedule" }],
      },
    };
    const changed = clusterConfiguration({ ...stack, hosts: { ...others, "worker-1": marked } });
    const plan = await workspace.plan(changed);
    expect(plan.actions).toEqual({ "sealos_node.worker-1": ["update"] });
    expect(plan.steps["sealos_node.worker-1"]).toEqual([
      "worker-1: set labels zone=a",
      "worker-1: set taints only:NoSchedule",
    ]);
    expect(errorsOf(await workspace.applyPlan())).toBe("");
    expect(await nodesOf(lab, 1)).toContainEqual(
      expect.objectContaining({
        name: "worker-1",
        labels: expect.objectContaining({ zone: "a" }) as unknown,
        taints: ["only=batch:NoSchedule"],
      }),
    );
    expect((await workspace.plan()).actions).toEqual({});
  });

  test("leaves every host as it was, once destroyed", async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
    expect(labDifferences(before, await traces())).toEqual([]);
  });

  test("has nothing to destroy a second time", async () => {
    const again = await workspace.destroy();
    expect(errorsOf(again)).toBe("");
    expect(again.text).toContain("0 destroyed");
  });
});

const ESCAPE = "\u001b";

/** A step that is under way: a line that says that it started, or a row of the table that has it. */
const RUNNING = /(worker|cp)-\d .*(mount-rootfs|bootstrap-init|kubeadm-init|join)\b/;

/** What watchers show once each of them shows a running step. */
async function shownLive(watchers: readonly Watcher[]): Promise<readonly string[]> {
  await until(() => watchers.every((watcher) => RUNNING.test(watcher.shown())));
  return watchers.map((watcher) => watcher.shown());
}

function targets(...mounts: readonly string[]): readonly string[] {
  return mounts.map((name) => `-target=sealos_image_mount.${name}`);
}
