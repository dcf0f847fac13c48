import { readdirSync, readFileSync } from "node:fs";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import type { HostJournal } from "../../provider/src/domain/host-journal";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { journalOf, nodesOf, stepTimes } from "../support/lab-cluster";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";
import { until } from "../support/until";

const describeLab = labPossible() ? describe : describe.skip;

// What these tests need to happen at a certain step is arranged on the host: the image's init script looks for two files.
const INIT = `if [ -e /root/broken ]; then echo "the disk of this machine is broken" >&2; exit 7; fi
while [ -e /root/slow ]; do sleep 0.1; done
`;

describeLab("an apply that does not come to its end", () => {
  let lab: Lab;
  let images: Readonly<Record<string, string>>;
  let workspace: TerraformWorkspace;

  const stackOn = (host: number, more: Partial<ClusterStack> = {}) =>
    clusterConfiguration({
      workspace,
      lab,
      rootfs: images["standin-v1.20.2"]!,
      hosts: { "cp-1": { lab: host, role: "control-plane" } },
      mount: { configs: [{ path: "scripts/init.sh", strategy: "insert", data: INIT }] },
      ...more,
    });
  const started = (step: string, times = 1) =>
    until(
      () =>
        workspace.events().filter((event) => event.step === step && event.type === "step-started")
          .length >= times,
    );
  const finished = async (host: number) =>
    pick((await journalOf(lab, host))!, ({ outcome }) => outcome === "done");

  beforeAll(async () => {
    images = await labImages("standin");
    lab = await openLab({ hosts: 3, index: 2 });
  }, 300_000);
  afterAll(() => lab.down());
  beforeEach(() => {
    workspace = openWorkspace();
  });
  afterEach(() => workspace.remove());

  describe("because a script of the image fails", () => {
    test('in mode "error" leaves a tainted object; the next apply goes on after the last finished step', async () => {
      await lab.ssh(1, "touch /root/broken");
      const failed = await workspace.apply(stackOn(1, { cluster: null }));
      expect(failed.code).toBe(1);
      expect(failed.text).toMatch(
        /Error: Preparing cp-1 Failed At bootstrap-init .*init script \(.*init\.sh\) ended with status 7; its last output: .*the disk of this machine is broken .*Mend what it complains about on the host/,
      );
      expect(workspace.resource("sealos_host.cp-1")).toMatchObject({
        tainted: true,
        attributes: { ready: false, status: expect.stringContaining("bootstrap-init") as unknown },
      });
      const before = await finished(1);
      expect(Object.keys(before)).toContain("mount-rootfs");

      await lab.ssh(1, "rm /root/broken");
      const plan = await workspace.plan();
      expect(plan.text).toMatch(/Warning: cp-1 Is Unfinished .*nothing is wiped/);
      expect(errorsOf(await workspace.applyPlan())).toBe("");
      expect(await stepTimes(lab, 1)).toMatchObject(before);
      expect(workspace.resource("sealos_host.cp-1")).toMatchObject({
        tainted: false,
        attributes: { ready: true, status: "ready" },
      });
      expect((await workspace.plan()).actions).toEqual({});
      expect(errorsOf(await workspace.destroy())).toBe("");
    });

    test('in mode "resume" warns, keeps the object as not ready, and updates it in place', async () => {
      await lab.ssh(1, "touch /root/broken");
      const stack = stackOn(1, { cluster: null, provider: { failure_mode: "resume" } });
      const failed = await workspace.apply(stack);
      expect(failed.code).toBe(0);
      expect(failed.text).toMatch(/Warning: Preparing cp-1 Failed At bootstrap-init/);
      expect(workspace.resource("sealos_host.cp-1")).toMatchObject({
        tainted: false,
        attributes: { ready: false },
      });
      const before = await finished(1);

      await lab.ssh(1, "rm /root/broken");
      expect((await workspace.plan()).actions).toEqual({ "sealos_host.cp-1": ["update"] });
      expect(errorsOf(await workspace.applyPlan())).toBe("");
      expect(await stepTimes(lab, 1)).toMatchObject(before);
      expect((await workspace.plan()).actions).toEqual({});
      expect(errorsOf(await workspace.destroy())).toBe("");
    });
  });

  test("because of Ctrl-C ends the step under way, and is resumed", async () => {
    await lab.ssh(2, "touch /root/slow");
    await workspace.plan(stackOn(2, { cluster: null }));
    const run = workspace.start("apply", "-input=false", "-no-color", "plan");
    await started("bootstrap-init");
    run.process.kill("SIGINT");
    const interrupted = await run.ended;
    expect(interrupted.code).not.toBe(0);
    expect(interrupted.text).toMatch(/Preparing cp-1 Was Interrupted/);
    expect(workspace.resource("sealos_host.cp-1")).toMatchObject({ attributes: { ready: false } });
    const before = await finished(2);

    await lab.ssh(2, "rm /root/slow");
    expect(errorsOf(await workspace.apply())).toBe("");
    expect(await stepTimes(lab, 2)).toMatchObject(before);
    expect((await workspace.plan()).actions).toEqual({});
    expect(errorsOf(await workspace.destroy())).toBe("");
  });

  test("because another run holds the host says who, and changes nothing", async () => {
    await lab.ssh(2, "touch /root/slow");
    await workspace.plan(stackOn(2, { cluster: null }));
    const first = workspace.start("apply", "-input=false", "-no-color", "plan");
    await started("bootstrap-init");
    const journal = await journalOf(lab, 2);

    const other = openWorkspace();
    try {
      const second = await other.apply(stackOn(2, { workspace: other, cluster: null }));
      expect(second.code).toBe(1);
      expect(second.text).toMatch(
        /is changing this host since .*only one run at a time may\. Wait until it has ended and apply again\. .*its lock expires by itself/,
      );
      expect(other.resource("sealos_host.cp-1")).toBeUndefined();
    } finally {
      other.remove();
    }
    expect(await journalOf(lab, 2)).toEqual(journal);
    await lab.ssh(2, "rm /root/slow");
    expect(errorsOf(await first.ended)).toBe("");
    expect(errorsOf(await workspace.destroy())).toBe("");
  });

  test("because the provider is killed during kubeadm init is adopted by the next one", async () => {
    await workspace.plan(stackOn(3));
    const run = workspace.start("apply", "-input=false", "-no-color", "plan");
    await until(() =>
      workspace.events().some(({ step, type }) => step === "kubeadm-init" && type === "output"),
    );
    process.kill(providerOf(run.process.pid!), "SIGKILL");
    expect((await run.ended).code).toBe(1);
    expect(workspace.resource("sealos_cluster.main")).toBeUndefined();
    const before = await finished(3);
    // The lock of a run that is dead on this machine is free at once.
    expect(errorsOf(await workspace.apply())).toBe("");
    expect(await stepTimes(lab, 3)).toMatchObject(before);
    expect(workspace.events().some(({ step }) => step === "reset-kubernetes")).toBe(false);
    const units = await lab.ssh(3, "journalctl -u sealos-default-kubeadm-init");
    expect(units.match(/ Started /g)).toHaveLength(1);
    expect(await nodesOf(lab, 3)).toMatchObject([{ name: "cp-1", ready: true }]);
    expect((await workspace.plan()).actions).toEqual({});
    expect(errorsOf(await workspace.destroy())).toBe("");
  });
});

function pick(
  { steps }: HostJournal,
  isWanted: (step: HostJournal["steps"][string]) => boolean,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(steps)
      .filter(([, step]) => isWanted(step))
      .map(([name, { startedAt }]) => [name, startedAt]),
  );
}

/** The process that Terraform started as its plugin. */
function providerOf(terraform: number): number {
  for (const name of readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      const parent = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1];
      const isPlugin = readFileSync(`/proc/${name}/cmdline`, "utf8").includes(
        "terraform-provider-",
      );
      if (parent === String(terraform) && isPlugin) return Number(name);
    } catch {
      // A process that ended while it was looked at.
    }
  }
  throw new Error(`process ${terraform} has no plugin`);
}
