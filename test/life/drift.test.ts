import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { errorsOf, openWorkspace, type TerraformWorkspace } from "../support/terraform-workspace";

jest.setTimeout(300_000);

const describeLab = labPossible() ? describe : describe.skip;

const ROOTFS = "/var/lib/sealos/data/default/rootfs";
const APP = "/var/lib/sealos/data/default/applications/web/workdir";
const BLOB = `ls -S ${ROOTFS}/registry/docker/registry/v2/blobs/sha256/*/*/data | tail -n 1`;

describeLab("what is changed by hand on hosts", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let stack: ClusterStack;

  beforeAll(async () => {
    const images = await labImages("standin");
    lab = await openLab({ hosts: 2, index: 7 });
    workspace = openWorkspace();
    stack = {
      workspace,
      lab,
      rootfs: images["standin-v1.20.2"]!,
      hosts: { "cp-1": { lab: 1, role: "control-plane" }, "worker-1": { lab: 2, role: "worker" } },
      apps: { web: { mount: { image: images["app-1.0"]! } } },
    };
    expect(errorsOf(await workspace.apply(clusterConfiguration(stack)))).toBe("");
  }, 400_000);
  afterAll(async () => {
    workspace.remove();
    await lab.down();
  });

  const looking = (drift_check: string) =>
    clusterConfiguration({ ...stack, provider: { drift_check } });
  const logins = (host: number) =>
    lab.ssh(host, "journalctl -u ssh -o cat 2>/dev/null | grep -c '^Accepted' || true");
  const stepsRunBy = async (
    configuration: ReturnType<typeof looking>,
  ): Promise<readonly string[]> => {
    const before = workspace.events().length;
    expect(errorsOf(await workspace.apply(configuration))).toBe("");
    return workspace
      .events()
      .slice(before)
      .filter(({ type }) => type === "step-finished")
      .map(({ resource, host, step }) => `${resource} ${host}: ${step}`);
  };

  test("is not looked for by a plain refresh, which logs in on no host but a control plane", async () => {
    await lab.ssh(2, `echo "# by hand" >>${ROOTFS}/etc/hosts.toml`);
    const before = await logins(2);
    const plan = await workspace.plan(clusterConfiguration(stack));
    expect(plan.actions).toEqual({});
    // The question itself is one more login.
    expect(Number(await logins(2)) - Number(before)).toBeLessThanOrEqual(1);
  });

  test("is found by a sample, mended by its own step, and gone from the next plan", async () => {
    const plan = await workspace.plan(looking("sampled"));
    expect(plan.text).toMatch(
      /Warning: worker-1 Was Changed Outside Of Terraform .*changed: .*rootfs\/etc\/hosts\.toml/,
    );
    expect(Object.keys(plan.actions)).toEqual(["sealos_host.worker-1"]);
    expect(plan.steps["sealos_host.worker-1"]).toEqual([
      expect.stringMatching(/^worker-1: send rootfs .* \(changed outside of Terraform\)$/),
    ]);
    expect(await stepsRunBy(looking("sampled"))).toEqual([
      "sealos_host worker-1: mount-rootfs",
      "sealos_host worker-1: record-host",
    ]);
    expect(await lab.ssh(2, `cat ${ROOTFS}/etc/hosts.toml`)).not.toContain("by hand");
    expect((await workspace.plan(looking("sampled"))).actions).toEqual({});
  });

  test.each([
    [
      "the configuration of the runtime",
      2,
      "echo '# by hand' >>/etc/containerd/config.toml",
      /changed: \/etc\/containerd\/config\.toml/,
      ["sealos_host worker-1: bootstrap-init", "sealos_host worker-1: record-host"],
      "! grep -q 'by hand' /etc/containerd/config.toml",
    ],
    [
      "the configuration of the registry",
      1,
      "echo '# by hand' >>/etc/registry/registry_config.yml",
      /changed: \/etc\/registry\/registry_config\.yml/,
      ["sealos_host cp-1: bootstrap-registry", "sealos_host cp-1: record-host"],
      "! grep -q 'by hand' /etc/registry/registry_config.yml",
    ],
    [
      "the registry's name",
      2,
      "sed -i '/sealos.hub/d' /etc/hosts",
      /\/etc\/hosts does not point sealos\.hub at/,
      ["sealos_host worker-1: bootstrap-registry-host"],
      "grep -q sealos.hub /etc/hosts",
    ],
    [
      "a registry that was stopped",
      1,
      "systemctl disable --now registry",
      /the unit registry is disabled .*the unit registry does not run/,
      ["sealos_host cp-1: bootstrap-registry"],
      "systemctl is-active registry && systemctl is-enabled registry",
    ],
    [
      "a kubelet that was stopped",
      2,
      "systemctl disable --now kubelet",
      /the unit kubelet is disabled .*the unit kubelet does not run/,
      ["sealos_host worker-1: bootstrap-init"],
      "systemctl is-active kubelet && systemctl is-enabled kubelet",
    ],
    [
      "an image of the registry",
      1,
      `rm "$(${BLOB})"`,
      /gone: .*registry\/docker\/registry\/v2\/blobs\/sha256/,
      undefined,
      `test -e "$(${BLOB})"`,
    ],
    [
      "a file of an application",
      1,
      `rm ${APP}/manifests/*`,
      /Application web Was Changed Outside Of Terraform .*gone: .*applications\/web\/workdir\/manifests/,
      ["sealos_app cp-1: mount-app", "sealos_app cp-1: record-app"],
      `ls ${APP}/manifests/*`,
    ],
  ])("%s: is found and put back", async (_, host, change, message, ran, proof) => {
    await lab.ssh(host, change);
    const plan = await workspace.plan(looking("sampled"));
    expect(plan.text).toMatch(message);
    const steps = await stepsRunBy(looking("sampled"));
    if (ran !== undefined) expect(steps).toEqual(ran);
    await lab.ssh(host, proof);
    expect((await workspace.plan(looking("sampled"))).actions).toEqual({});
  });

  test("and hidden behind an old size and time, is found by a full check", async () => {
    const file = `${ROOTFS}/bin/kubelet`;
    await lab.ssh(
      2,
      `touch -r ${file} /root/when && printf x | dd of=${file} bs=1 seek=4096 conv=notrunc status=none && touch -r /root/when ${file}`,
    );
    const plan = await workspace.plan(looking("full"));
    expect(plan.text).toMatch(/changed: .*rootfs\/bin\/kubelet/);
    expect(await stepsRunBy(looking("full"))).toEqual([
      "sealos_host worker-1: mount-rootfs",
      "sealos_host worker-1: record-host",
    ]);
    expect((await workspace.plan(looking("full"))).actions).toEqual({});
  });
});
