import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { clusterConfiguration, type StackHost } from "../support/cluster-stack";
import {
  errorsOf,
  openWorkspace,
  type TerraformPlan,
  type TerraformRun,
  type TerraformWorkspace,
} from "../support/terraform-workspace";

const describeLab = labPossible() ? describe : describe.skip;

const SECRETS = {
  password: "sentinel-password-7d1f",
  passphrase: "sentinel-passphrase-93ac",
  registry: "sentinel-registry-51be",
};

describeLab("the ways into a machine", () => {
  let lab: Lab;
  let workspace: TerraformWorkspace;
  let planned: TerraformPlan;
  let applied: TerraformRun;
  let seenOnCommandLines: readonly string[];

  beforeAll(async () => {
    const images = await labImages("standin");
    lab = await openLab({ hosts: 6, index: 3 });
    for (const host of [2, 4]) {
      await lab.ssh(host, `printf '%s:${SECRETS.password}\\n' root opspw | chpasswd`);
    }
    workspace = openWorkspace();
    const key = encryptedKey(workspace.folder, lab);
    const known = { known_hosts_file: lab.inventory.knownHosts };
    const plain = { private_key_file: lab.inventory.hosts[0]!.keyPath, ...known };
    const hosts = {
      sudo: machine(1, { ssh_profile: "ops" }),
      "sudo-password": machine(2, { ssh_profile: "opspw" }),
      "bastion-behind": machine(3, { ssh_profile: "behind" }),
      "other-port": machine(4, { port: 2222, ssh_profile: "password" }),
      ipv6: machine(5, { address: lab.inventory.hosts[4]!.ipv6 }),
      "locked-key": machine(6, { ssh_profile: "locked" }),
    };
    planned = await workspace.plan(
      clusterConfiguration({
        workspace,
        lab,
        rootfs: images["standin-v1.20.2"]!,
        hosts,
        cluster: null,
        provider: {
          registry_auth: { "registry.invalid": { username: "user", password: SECRETS.registry } },
          ssh_profiles: {
            ops: { user: "ops", ...plain },
            opspw: { user: "opspw", password: SECRETS.password, openssh_transfers: true, ...plain },
            password: { user: "root", password: SECRETS.password, ...known },
            behind: {
              ...plain,
              bastion: { address: lab.inventory.hosts[0]!.address, user: "ops", ...plain },
            },
            locked: { private_key_file: key, passphrase: SECRETS.passphrase, ...known },
          },
        },
      }),
    );
    const watch = watchCommandLines(Object.values(SECRETS));
    applied = await workspace.applyPlan();
    seenOnCommandLines = watch.stop();
  }, 300_000);
  afterAll(async () => {
    workspace.remove();
    await lab.down();
  });

  test.each([
    ["a user whom sudo trusts", "sudo"],
    ["a user whom sudo asks for the password, images over the ssh program", "sudo-password"],
    ["a bastion", "bastion-behind"],
    ["port 2222 and a password", "other-port"],
    ["IPv6", "ipv6"],
    ["a key with a passphrase", "locked-key"],
  ])("prepare it by way of %s", (_, name) => {
    expect(workspace.resource(`sealos_host.${name}`)?.attributes).toMatchObject({ ready: true });
  });

  test("end without a failure", () => expect(errorsOf(applied)).toBe(""));

  test.each(Object.entries(SECRETS))("show the %s nowhere", async (_, secret) => {
    const onHosts = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((host) =>
        lab.ssh(host, "cat /var/lib/sealos/journal.json /etc/systemd/system/*.service; journalctl"),
      ),
    );
    const places: Readonly<Record<string, string>> = {
      state: workspace.stateText(),
      plan: planned.json.replace(/"provider_config":.*"root_module"/s, ""),
      output: `${planned.output}${applied.output}`,
      "event log": readFileSync(workspace.eventLog, "utf8"),
      hosts: onHosts.join("\n"),
      "command lines": seenOnCommandLines.join("\n"),
    };
    const leaks = Object.keys(places).filter((place) => places[place]!.includes(secret));
    expect(leaks).toEqual([]);
  });

  test("are left as they were", async () => {
    expect(errorsOf(await workspace.destroy())).toBe("");
  });
});

/** A machine of its own, with the registry on it. */
function machine(lab: number, attributes: Readonly<Record<string, unknown>>): StackHost {
  const role = "control-plane";
  return { lab, role, host: { roles: [role, "registry"], registry: null, ...attributes } };
}

/** The lab's key, with a passphrase. */
function encryptedKey(folder: string, lab: Lab): string {
  const path = join(folder, "locked");
  writeFileSync(path, readFileSync(lab.inventory.hosts[0]!.keyPath), { mode: 0o600 });
  execFileSync("ssh-keygen", ["-q", "-p", "-N", SECRETS.passphrase, "-f", path]);
  return path;
}

/** Samples the command lines of all processes of the machine, lab hosts included, for these words. */
function watchCommandLines(words: readonly string[]): { stop(): readonly string[] } {
  const seen = new Set<string>();
  const look = () => {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        if (words.some((word) => line.includes(word))) seen.add(line);
      } catch {
        // It ended while it was looked at.
      }
    }
  };
  const timer = setInterval(look, 100);
  return {
    stop() {
      clearInterval(timer);
      return [...seen];
    },
  };
}
