import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type ClusterStack } from "../support/cluster-stack";
import { journalOf, nodesOf } from "../support/lab-cluster";
import {
  errorsOf,
  openWorkspace,
  type TerraformRun,
  type TerraformWorkspace,
} from "../support/terraform-workspace";
import { until } from "../support/until";

const describeLab = labPossible() ? describe : describe.skip;

const PASSWORD = "sentinel-registry-c41e";
const TOKEN = "[a-z0-9]{6}\\.[a-z0-9]{16}";

/** The right that docs/security.md asks for. */
const SUDOERS = "least ALL=(root) NOPASSWD: /usr/bin/env";

/** What docs/security.md says of the files that a cluster leaves on its first control plane. */
const MODES: Readonly<Record<string, string>> = {
  "/var/lib/sealos": "700",
  "/var/lib/sealos/journal.json": "600",
  "/var/lib/sealos/data/default/manifests/rootfs": "600",
  "/root/.sealos/default/Clusterfile": "600",
  "/root/.kube/config": "600",
  "/etc/kubernetes/admin.conf": "600",
};

describeLab("a cluster whose login may run one program as root", () => {
  let lab: Lab;
  let stack: ClusterStack;
  let workspace: TerraformWorkspace;
  let applied: TerraformRun;

  beforeAll(async () => {
    const images = await labImages("standin");
    lab = await openLab({ hosts: 3, index: 6 });
    for (const host of [1, 2, 3]) {
      await lab.ssh(
        host,
        `useradd -m -s /bin/bash least && echo '${SUDOERS}' >/etc/sudoers.d/least &&
          install -d -m 700 -o least ~least/.ssh &&
          install -m 600 -o least /root/.ssh/authorized_keys ~least/.ssh/authorized_keys`,
      );
    }
    workspace = openWorkspace({ TF_LOG: "trace", TF_LOG_PATH: "trace.log" });
    const { hosts, knownHosts } = lab.inventory;
    stack = {
      workspace,
      lab,
      rootfs: images["standin-v1.20.2"]!,
      hosts: {
        "cp-1": { lab: 1, role: "control-plane", host: { registry: { password: PASSWORD } } },
        "worker-1": {
          lab: 2,
          role: "worker",
          host: {
            drift_check: "sampled",
            registry: { address: hosts[0]!.address, password: PASSWORD },
          },
        },
      },
      provider: {
        ssh: {
          user: "least",
          private_key_file: hosts[0]!.keyPath,
          known_hosts_file: knownHosts,
        },
      },
    };
    applied = await workspace.apply(clusterConfiguration(stack));
  }, 300_000);
  afterAll(async () => {
    await lab.down();
    workspace.remove();
  });

  test("is created, and joined by a worker", async () => {
    expect(errorsOf(applied)).toBe("");
    expect(await nodesOf(lab, 1)).toMatchObject([
      { name: "cp-1", ready: true },
      { name: "worker-1", ready: true },
    ]);
  });

  test("cannot be entered by that login as anybody but root, nor with another program", async () => {
    for (const command of ["sudo -n id", "sudo -n -u nobody env id"]) {
      await expect(lab.ssh(1, `runuser -u least -- ${command}`)).rejects.toThrow(/sudo: /);
    }
  });

  test("leaves no secret in the most talkative log, the event log, the state and the output", () => {
    const trace = readFileSync(join(workspace.folder, "trace.log"), "utf8");
    expect(trace).toContain("sealos_cluster");
    const places: Readonly<Record<string, string>> = {
      trace,
      "event log": readFileSync(workspace.eventLog, "utf8"),
      state: workspace.stateText(),
      output: applied.output,
    };
    const secret = new RegExp(`${PASSWORD}|\\b${TOKEN}\\b|PRIVATE KEY|client-key-data`);
    expect(Object.keys(places).filter((place) => secret.test(places[place]!))).toEqual([]);
  });

  test("keeps no token and no certificate key of a join", async () => {
    // kubeadm init makes one of its own, which is told to live for a minute.
    expect(await lab.ssh(1, "kubeadm token list")).not.toMatch(
      new RegExp(`${TOKEN} +(?! |\\d+s )`),
    );
    for (const host of [1, 2]) {
      const files = await lab.ssh(
        host,
        `grep -rIElsw '${TOKEN}' /var/lib/sealos /root /run/sealos* /etc/systemd /run/systemd/system /etc/kubernetes || true`,
      );
      expect(files).toBe("");
      expect(await lab.ssh(host, "journalctl -o cat")).not.toMatch(
        new RegExp(`token ${TOKEN}|certificate-key [0-9a-f]{64}`),
      );
    }
  });

  test.each(Object.entries(MODES))("keeps %s at mode %s", async (path, mode) => {
    expect((await lab.ssh(1, `stat -c %a ${path}`)).trim()).toBe(mode);
  });

  test("keeps the event log for its owner alone", () => {
    expect(statSync(workspace.eventLog).mode & 0o777).toBe(0o600);
  });

  describe("and a machine in the middle, which shows another host key", () => {
    const strange = "/root/strange";
    const journals = () => Promise.all([1, 2].map((host) => journalOf(lab, host)));
    let before: readonly unknown[];

    beforeAll(async () => {
      before = await journals();
      await lab.run("exec", "2", "sh", "-c", replaceKeys(strange));
    });
    afterAll(() => lab.run("exec", "2", "sh", "-c", restoreKeys(strange)));

    const changed = () =>
      clusterConfiguration({
        ...stack,
        hosts: {
          ...stack.hosts,
          "worker-1": { ...stack.hosts["worker-1"]!, node: { labels: { a: "b" } } },
        },
      });
    const REFUSED = /host key is not the expected one: it showed .*SHA256:/;

    test("is refused by a refresh, which tells of it", async () => {
      const run = await workspace.plan(clusterConfiguration(stack));
      expect(run.text).toMatch(REFUSED);
    });

    test("is refused by an apply, which changes nothing there", async () => {
      const run = await workspace.apply(changed());
      expect(run.code).toBe(1);
      expect(run.text).toMatch(REFUSED);
      expect(await journals()).toEqual(before);
    });
  });

  test("stops when its lock on a host was taken over while it was at work", async () => {
    const other = openWorkspace();
    try {
      await lab.ssh(3, "touch /root/slow");
      const slow = "while [ -e /root/slow ]; do sleep 0.1; done\n";
      await other.plan(
        clusterConfiguration({
          ...stack,
          workspace: other,
          cluster: null,
          hosts: { "cp-1": { lab: 3, role: "control-plane" } },
          mount: { configs: [{ path: "scripts/init.sh", strategy: "insert", data: slow }] },
        }),
      );
      const run = other.start("apply", "-input=false", "-no-color", "plan");
      await until(() => other.events().some(({ step }) => step === "bootstrap-init"));
      await lab.ssh(
        3,
        `now=$(date +%s); printf '%s\\n' thief thief $now $((now + 600)) >/var/lib/sealos/lock`,
      );
      const { code, text } = await run.ended;
      expect(code).toBe(1);
      expect(text).toMatch(/the lock on this host was lost.* thief took it/);
      expect(await lab.ssh(3, "cat /var/lib/sealos/lock")).toContain("thief");
      expect(
        await lab.ssh(3, "systemctl is-active sealos-default-bootstrap-init-init || true"),
      ).not.toMatch(/^active/);
    } finally {
      other.remove();
    }
  });

  test("is taken down by that login", async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
    expect(await journalOf(lab, 1)).toBeUndefined();
  });
});

function replaceKeys(aside: string): string {
  return `mkdir -p ${aside} && mv /etc/ssh/ssh_host_* ${aside} && ssh-keygen -A && systemctl restart ssh`;
}

function restoreKeys(aside: string): string {
  return `rm -f /etc/ssh/ssh_host_* && mv ${aside}/* /etc/ssh && rmdir ${aside} && systemctl restart ssh`;
}
