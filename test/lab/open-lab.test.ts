import { execFile, spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { openLab, type Lab } from "../../lab/open-lab";

const labScript = join(__dirname, "../../lab/lab.sh");

jest.setTimeout(180_000);

describe("a lab of two hosts", () => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await openLab({ hosts: 2 });
  });
  afterAll(() => lab.down());

  it("has hosts that systemd calls running", async () => {
    expect((await lab.ssh(1, "systemctl is-system-running; hostname")).split("\n")).toEqual([
      "running",
      "node1",
      "",
    ]);
  });

  it.each(["address", "ipv6"] as const)("answers on every port of its %s", async (family) => {
    const [host] = lab.inventory.hosts;
    for (const port of host!.ports) {
      expect(
        await openSsh(lab, ["-p", String(port), `ops@${host![family]}`, "sudo -n id -u"]),
      ).toBe("0\n");
    }
  });

  it("forwards, so that one host can be the bastion of another", async () => {
    const [bastion, target] = lab.inventory.hosts;
    const proxy = `ProxyCommand=ssh ${sshOptions(lab).join(" ")} -W %h:%p root@${bastion!.address}`;
    expect(await openSsh(lab, ["-o", proxy, `root@${target!.address}`, "hostname"])).toBe(
      "node2\n",
    );
  });

  it("reboots from inside", async () => {
    const bootId = "cat /proc/sys/kernel/random/boot_id";
    const before = await lab.ssh(1, bootId);
    await lab.run("ssh", "1", "systemctl reboot");
    await eventually(async () => {
      const after = await lab.run("ssh", "1", bootId);
      return after.code === 0 && after.stdout !== before;
    });
  });

  it("hangs a connection while the cable is cut, and goes on when it is mended", async () => {
    const answer = lab.ssh(2, "mkfifo /run/word; cat /run/word");
    await eventually(async () => (await lab.run("exec", "2", "pgrep", "-x", "cat")).code === 0);
    await lab.run("cut", "2");
    expect((await lab.run("exec", "2", "sh", "-c", "echo done >/run/word; hostname")).stdout).toBe(
      "node2\n",
    );
    expect(await Promise.race([answer, delay(2_000, "silence")])).toBe("silence");
    await lab.run("mend", "2");
    expect(await answer).toBe("done\n");
  });

  it("limits the cable's rate", async () => {
    await lab.run("rate", "1", "40");
    const began = Date.now();
    await lab.ssh(1, "head -c 10000000 /dev/zero");
    expect(Date.now() - began).toBeGreaterThan(1_500);
    await lab.run("rate", "1", "off");
  });

  it("keeps the disk over a power cut and empties it on reset, with a new host key", async () => {
    await lab.ssh(2, "touch /root/kept && sync");
    await lab.run("stop", "2");
    await lab.run("start", "2");
    await lab.ssh(2, "test -e /root/kept");
    await lab.run("reset", "2");
    await lab.ssh(2, "test ! -e /root/kept");
    const { hosts } = JSON.parse((await lab.run("inventory")).stdout) as Lab["inventory"];
    expect(hosts[1]!.hostKey).not.toBe(lab.inventory.hosts[1]!.hostKey);
  });

  it("traces nothing on an unchanged host and everything on a changed one", async () => {
    const before = await lab.trace(1);
    expect(await lab.trace(1)).toEqual(before);
    const change =
      "ip link add left type bridge; iptables -N LEFT; touch /opt/left; echo 192.0.2.1 left >>/etc/hosts; setsid sleep 1234 >&- 2>&- <&- &";
    await lab.ssh(1, change);
    const added = (await lab.trace(1)).filter((line) => !before.includes(line)).join("\n");
    expect(added).toMatch(/link left/);
    expect(added).toMatch(/iptables :LEFT -/);
    expect(added).toMatch(/file \/opt\/left/);
    expect(added).toMatch(/hosts 192\.0\.2\.1 left/);
    expect(added).toMatch(/process sleep 1234/);
  });
});

describe("taking down", () => {
  it("leaves no process, link, namespace, group or file, and may be repeated", async () => {
    const lab = await openLab({ hosts: 2, index: 1 });
    expect(remains(lab)).not.toEqual([]);
    await lab.down();
    await goneFrom(lab);
    await lab.down();
  });
});

describe("a run that was killed", () => {
  it("is cleaned up by the next start of the same lab, whatever it had come to", async () => {
    const lab = await openLab({ hosts: 1, index: 2 });
    killEverythingOf(lab);
    await eventually(() => Promise.resolve(processesOf(lab).length === 0));
    expect(remains(lab)).not.toEqual([]);

    expect((await lab.run("up", "2")).code).toBe(0);
    expect(await lab.ssh(1, "hostname")).toBe("node1\n");
    await lab.down();
    await goneFrom(lab);
  });

  it("is taken down by the start of any other lab when its owner is gone", async () => {
    const owner = spawn("sleep", ["600"]);
    const orphan = { LAB_NAME: `o${process.pid}`, LAB_NET: "10.126.1" };
    await bash([labScript, "up", "1"], { ...orphan, LAB_OWNER: String(owner.pid) });
    expect(remains({ name: orphan.LAB_NAME })).not.toEqual([]);
    await new Promise((resolve) => owner.on("exit", resolve).kill());

    const next = await openLab({ hosts: 1, index: 3 });
    await goneFrom({ name: orphan.LAB_NAME });
    await next.down();
  });
});

describe("bad input", () => {
  it.each([
    [["up", "none"], /'none' is no number of hosts; say up 1 to up 99/],
    [["stop", "7"], /there is no host '7' in lab 'unused'; it has:/],
    [["dance"], /up N +start node1/],
  ])("%j is refused with the cure", async (args, message) => {
    const failure = await bash([labScript, ...args], { LAB_NAME: "unused" }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 64, stderr: expect.stringMatching(message) as string });
  });

  it("says what to use instead of root", async () => {
    const failure = await command("setpriv", ["--reuid=65534", "bash", labScript, "up", "1"]).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: 64,
      stderr: expect.stringMatching(/^lab: needs Linux and root.*--hosts.*\n$/) as string,
    });
  });
});

function sshOptions(lab: Lab): string[] {
  return [
    "-i",
    lab.inventory.hosts[0]!.keyPath,
    "-o",
    `UserKnownHostsFile=${lab.inventory.knownHosts}`,
    "-o",
    "BatchMode=yes",
  ];
}

const openSsh = (lab: Lab, args: readonly string[]) =>
  command("ssh", [...sshOptions(lab), ...args]);
const bash = (args: readonly string[], env: NodeJS.ProcessEnv) => command("bash", args, env);

function command(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, args, { env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else
        reject(
          Object.assign(new Error(`${file} ${args.join(" ")}: ${stderr}`), {
            code: error.code,
            stderr,
          }),
        );
    });
  });
}

/** Ids of the processes of this machine that belong to a lab: its supervisors, and everything in its groups. */
function processesOf({ name }: Pick<Lab, "name">): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      const read = (file: string) => {
        try {
          return readFileSync(`/proc/${pid}/${file}`, "latin1");
        } catch {
          return "";
        }
      };
      return (
        read("cgroup").includes(`/lab-${name}/`) || read("environ").includes(`/hosts/${name}/node`)
      );
    });
}

/** As a machine's out-of-memory killer or a cancelled CI job would: all at once, in no order. */
function killEverythingOf(lab: Lab): void {
  for (const pid of processesOf(lab)) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // it went with its parent
    }
  }
}

/** What this machine has of a lab. */
function remains(lab: Pick<Lab, "name">): string[] {
  const named = (directory: string) =>
    existsSync(directory)
      ? readdirSync(directory).filter(
          (name) => name.startsWith(`${lab.name}-`) || name === `lab-${lab.name}`,
        )
      : [];
  const groups = readdirSync("/sys/fs/cgroup").flatMap((hierarchy) =>
    named(`/sys/fs/cgroup/${hierarchy}`),
  );
  const disks = join(process.env["LAB_DIR"] ?? "/var/tmp/kubelab", "hosts", lab.name);
  return [
    ...processesOf(lab).map((pid) => `process ${pid}`),
    ...[...named("/sys/class/net"), ...named("/run/netns"), ...named("/sys/fs/cgroup"), ...groups],
    ...(existsSync(disks) ? [disks] : []),
  ];
}

/** Processes that were ended take a moment to be gone; nothing else may. */
async function goneFrom(lab: Pick<Lab, "name">): Promise<void> {
  expect(remains(lab).filter((thing) => !thing.startsWith("process "))).toEqual([]);
  await eventually(() => Promise.resolve(remains(lab).length === 0));
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error("it did not come true within 30 s");
    await delay(100);
  }
}
