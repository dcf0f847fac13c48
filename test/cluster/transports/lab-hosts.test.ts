import { openLab, labPossible, type Lab } from "../../../lab/open-lab";
import { createRedactor } from "../../../provider/src/lib/redact";
import { createSshPool, type SshPool } from "../../../provider/src/transports/ssh/pool";
import type { SshTarget } from "../../../provider/src/transports/ssh/settings";

const describeLab = labPossible() ? describe : describe.skip;

describeLab("a machine with systemd, sshd and sudo", () => {
  let lab: Lab;
  let pool: SshPool;

  beforeAll(async () => {
    lab = await openLab({ hosts: 2, index: 21 });
  }, 300_000);
  afterAll(() => lab.down());
  beforeEach(() => {
    const identity = { home: "/nonexistent", agentSocket: undefined };
    pool = createSshPool({ redactor: createRedactor(), identity });
  });
  afterEach(() => pool.dispose());

  const host = (index: number, more: Partial<SshTarget> = {}): SshTarget => {
    const { name, address, keyPath, hostKey } = lab.inventory.hosts[index]!;
    return { name, address, privateKeyFile: keyPath, hostKey, connectTimeoutMs: 10_000, ...more };
  };
  const whoIs = async (target: SshTarget): Promise<string> => {
    const session = await pool.connect(target);
    const { stdout } = await session.exec(["sh", "-c", "id -un; cat"], { stdin: "input" });
    return stdout;
  };

  test.each<[string, () => Partial<SshTarget>]>([
    ["root with a key", () => ({})],
    ["root with a password", () => ({ privateKeyFile: "", password: lab.inventory.password })],
    ["a user whom sudo trusts", () => ({ user: "ops" })],
    ["a user whom sudo asks", () => ({ user: "opspw", password: lab.inventory.password })],
    ["another port", () => ({ port: 2222 })],
    ["an IPv6 address", () => ({ address: lab.inventory.hosts[0]!.ipv6 })],
    ["a bastion with its own user", () => ({ bastion: host(1, { user: "ops" }) })],
  ])("runs commands as root by way of %s", async (_, more) => {
    expect(await whoIs(host(0, more()))).toBe("root\ninput");
  });

  test("runs them as the user where sudo is switched off", async () => {
    expect(await whoIs(host(0, { user: "ops", sudo: false }))).toBe("ops\ninput");
  });

  test("says that sudo asks for a password and none is given", async () => {
    await expect(pool.connect(host(0, { user: "opspw" }))).rejects.toMatchObject({
      kind: "sudo",
      retryable: false,
      message: expect.stringMatching(
        /^node1 \(.*:22\): the login as "opspw" cannot become root: sudo asks for a password and none is given .* Allow it in sudoers \(NOPASSWD\), give its password, or log in as root\.$/,
      ) as string,
    });
  });

  test("says that sudo does not take the password, without the password", async () => {
    const refused = pool.connect(host(0, { user: "opspw", password: "hunter2" }));
    await expect(refused).rejects.toThrow(
      "sudo asks for a password and does not take the one given",
    );
    await expect(refused).rejects.not.toThrow("hunter2");
  });

  test("says that the password of the login is wrong", async () => {
    const refused = pool.connect(host(0, { privateKeyFile: "", password: "hunter2" }));
    await expect(refused).rejects.toMatchObject({
      kind: "auth",
      message: expect.stringContaining(
        'the login as "root" was rejected. Tried: the password.',
      ) as string,
    });
  });

  test("keeps the password of sudo out of every command line", async () => {
    const session = await pool.connect(
      host(0, { user: "opspw", password: lab.inventory.password }),
    );
    const { stdout } = await session.query(["sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"]);
    expect(stdout).toContain("sudo -k -S");
    expect(stdout).not.toContain(` ${lab.inventory.password} `);
  });

  test("ends a command of sudo that takes too long, with all that it started", async () => {
    const session = await pool.connect(
      host(0, { user: "opspw", password: lab.inventory.password }),
    );
    await expect(
      session.exec(["sh", "-c", "sleep 4731 & sleep 4732"], { timeoutMs: 300 }),
    ).rejects.toMatchObject({ kind: "timeout" });
    const { stdout } = await session.query(["ps", "-eo", "args"]);
    expect(stdout).not.toMatch(/^sleep 473/m);
  });

  test("tells a machine that has taken another's address", async () => {
    const wrong = pool.connect(host(0, { name: "cp-9", address: lab.inventory.hosts[1]!.address }));
    await expect(wrong).rejects.toMatchObject({ kind: "host-key" });
  });

  test("is found again after a reboot", async () => {
    const session = await pool.connect(host(0, { connectTimeoutMs: 30_000 }));
    const bootId = async (): Promise<string> =>
      (await session.query(["cat", "/proc/sys/kernel/random/boot_id"])).stdout;
    const before = await bootId();
    await session.exec(["systemctl", "reboot"]).catch(() => undefined);
    // While it goes down, the machine may answer once more, or hang up.
    let after = before;
    while (after === before) after = await bootId().catch(() => before);
    expect(after).toMatch(/^[0-9a-f-]{36}\n$/);
  });
});
