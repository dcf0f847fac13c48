import { openLab, labPossible, type Lab } from "../../../lab/open-lab";
import { createRedactor } from "../../../provider/src/lib/redact";
import { gatherFacts } from "../../../provider/src/tools/facts";
import {
  pathExists,
  readFile,
  removeHostsName,
  removePaths,
  setHostsName,
  sweepAsides,
  writeFile,
} from "../../../provider/src/tools/files";
import {
  acquireLock,
  clearRoot,
  readJournal,
  writeJournal,
} from "../../../provider/src/tools/host-journal";
import {
  isUnitError,
  runUnit,
  stopUnit,
  type UnitRequest,
} from "../../../provider/src/tools/systemd";
import type { Argv, CommandOptions } from "../../../provider/src/transports/runner";
import { createSshPool, type SshPool } from "../../../provider/src/transports/ssh/pool";
import type { SshSession } from "../../../provider/src/transports/ssh/session";

const describeLab = labPossible() ? describe : describe.skip;
const SECRET = "sentinel-secret-4711";

describeLab("tools on a machine with systemd", () => {
  let lab: Lab;
  let pool: SshPool;
  let host: SshSession;

  beforeAll(async () => {
    lab = await openLab({ hosts: 1, index: 22 });
  }, 300_000);
  afterAll(() => lab.down());
  beforeEach(async () => {
    const identity = { home: "/nonexistent", agentSocket: undefined };
    pool = createSshPool({ redactor: createRedactor([SECRET]), identity });
    const { name, address, keyPath, hostKey } = lab.inventory.hosts[0]!;
    const target = {
      name,
      address,
      privateKeyFile: keyPath,
      hostKey,
      connectTimeoutMs: 5_000,
      keepaliveMs: 500,
    };
    host = await pool.connect(target);
  });
  afterEach(() => pool.dispose());

  describe("a long command", () => {
    const slow = (marker: string, seconds = 2, exitCode = 3): string =>
      `echo begin >>/root/${marker}; for part in 1 2 3 4; do echo "part $part"; sleep ${seconds / 4}; done; exit ${exitCode}`;
    const starts = async (marker: string): Promise<number> =>
      (await host.query(["cat", `/root/${marker}`])).stdout.trim().split("\n").length;

    test("gives its output line by line, its exit code and its tail", async () => {
      const lines: string[] = [];
      const result = await runUnit(host, {
        unit: "sealos-test-lines",
        script: 'pwd; echo "$greeting" "$HOME"; echo oops >&2; printf unfinished; exit 3',
        cwd: "/tmp",
        env: { greeting: "it's $HOME" },
        timeoutMs: 10_000,
        onLine: (line) => lines.push(line),
      });
      expect(lines).toEqual(["/tmp", "it's $HOME /root", "oops", "unfinished"]);
      expect(result).toEqual({ exitCode: 3, tail: lines.join("\n") });
    });

    test("gets its words as they are", async () => {
      const argv = ["printf", "%s|", "a b", "$HOME", "it's", "%s $$ ${HOME}"] as const;
      const { tail } = await runUnit(host, { unit: "sealos-test-words", argv, timeoutMs: 10_000 });
      expect(tail).toBe("a b|$HOME|it's|%s $$ ${HOME}|");
    });

    test("keeps its environment out of command lines, units and messages, and its script private", async () => {
      // Command lines are read before grep has one, which names the secret.
      const { tail } = await runUnit(host, {
        unit: "sealos-test-secret",
        script:
          'stat -c "%a %U" /var/lib/sealos/run/*.sh; echo "$token"; lines=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr "\\0" " "); echo "$lines" | grep -c "$token"; systemctl cat sealos-test-secret | grep -c "$token"',
        env: { token: SECRET },
        timeoutMs: 10_000,
      });
      expect(tail.split("\n")).toEqual(["600 root", "600 root", "(secret)", "0", "0"]);
      const left = await host.query(["grep", "-rl", SECRET, "/var/lib/sealos", "/run/systemd"], {
        accept: [0, 1, 2],
      });
      expect(left.stdout).toBe("/var/lib/sealos/run/sealos-test-secret.log\n");
    });

    test("goes on when the connection is lost, and is followed to its end, each line once", async () => {
      const lines: string[] = [];
      const running = runUnit(host, {
        unit: "sealos-test-cut",
        script: slow("cut", 4),
        timeoutMs: 60_000,
        onLine: (line) => lines.push(line),
      });
      while (lines.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
      await lab.ssh(1, "pkill -KILL -u root -f '^sshd: root' || true").catch(() => undefined);
      await expect(running).resolves.toMatchObject({ exitCode: 3 });
      expect(lines).toEqual(["part 1", "part 2", "part 3", "part 4"]);
      expect(await starts("cut")).toBe(1);
    });

    // As when whoever sends it is killed meanwhile: the host sees the end of its input.
    test("whose script arrives by half does not run, and runs whole the next time", async () => {
      const request = { unit: "sealos-test-half", script: slow("half"), timeoutMs: 60_000 };
      const cut = Object.create(host, {
        exec: {
          value: (argv: Argv, options: CommandOptions & { readonly stdin: string }) =>
            host.exec(argv, { ...options, stdin: options.stdin.slice(0, 40) }),
        },
      }) as SshSession;
      await expect(runUnit(cut, request)).rejects.toThrow("did not arrive whole");
      await expect(runUnit(host, request)).resolves.toMatchObject({ exitCode: 3 });
      expect(await starts("half")).toBe(1);
    });

    test("is joined, not started twice, by another run with the same input", async () => {
      const request = { unit: "sealos-test-join", script: slow("join"), timeoutMs: 60_000 };
      const results = await Promise.all([
        runUnit(host, request),
        later(300).then(() => runUnit(host, request)),
      ]);
      expect(results[1]).toMatchObject({ exitCode: 3 });
      expect(await starts("join")).toBe(1);
    });

    const endsUnnoticed = async (request: UnitRequest): Promise<void> => {
      const lost = new AbortController();
      const first = runUnit(host, { ...request, onLine: () => lost.abort() });
      lost.signal.addEventListener("abort", () => void host.close());
      await expect(first).rejects.toMatchObject({ name: "TransportError" });
      await later(1_000);
      const { name, address, keyPath, hostKey } = lab.inventory.hosts[0]!;
      await pool.dispose();
      host = await pool.connect({ name, address, privateKeyFile: keyPath, hostKey });
    };

    test("that succeeded unnoticed is taken note of once; after that it runs anew", async () => {
      const request = {
        unit: "sealos-test-collect",
        script: slow("collect", 0.4, 0),
        timeoutMs: 60_000,
      };
      await endsUnnoticed(request);
      await expect(runUnit(host, request)).resolves.toMatchObject({ exitCode: 0 });
      expect(await starts("collect")).toBe(1);
      await runUnit(host, request);
      expect(await starts("collect")).toBe(2);
    });

    test("that failed unnoticed runs anew: what it met may be gone", async () => {
      const request = {
        unit: "sealos-test-again",
        script: slow("again", 0.4),
        timeoutMs: 60_000,
      };
      await endsUnnoticed(request);
      await expect(runUnit(host, request)).resolves.toMatchObject({ exitCode: 3 });
      expect(await starts("again")).toBe(2);
    });

    test("with another input waits for nobody: the name is busy", async () => {
      const first = runUnit(host, {
        unit: "sealos-test-busy",
        script: slow("busy"),
        timeoutMs: 60_000,
      });
      await later(500);
      const second = runUnit(host, { unit: "sealos-test-busy", script: "true", timeoutMs: 60_000 });
      await expect(second).rejects.toMatchObject({ name: "UnitError", kind: "busy" });
      await expect(first).resolves.toMatchObject({ exitCode: 3 });
    });

    test("is ended by its time limit, which the host keeps", async () => {
      const limited = runUnit(host, {
        unit: "sealos-test-limit",
        script: "echo before; sleep 4741",
        timeoutMs: 1_000,
      });
      await expect(limited).rejects.toMatchObject({
        kind: "timed-out",
        tail: "before",
        message: expect.stringContaining(
          "sealos-test-limit did not end within its time limit of 1 s",
        ) as string,
      });
      expect((await host.query(["ps", "-eo", "args"])).stdout).not.toMatch(/^sleep 4741/m);
    });

    test("that is cancelled is ended with all that it started, and runs anew the next time", async () => {
      const controller = new AbortController();
      const request = {
        unit: "sealos-test-stop",
        script: "echo up; sleep 4742 & sleep 4743",
        timeoutMs: 60_000,
      };
      const running = runUnit(host, {
        ...request,
        signal: controller.signal,
        onLine: () => controller.abort(),
      });
      await expect(running).rejects.toMatchObject({ kind: "cancelled" });
      expect((await host.query(["ps", "-eo", "args"])).stdout).not.toMatch(/^sleep 474/m);
      const hasStarted = new AbortController();
      const again = runUnit(host, { ...request, onLine: () => hasStarted.abort() });
      const outcome = again.then(
        ({ exitCode }) => exitCode,
        (error: unknown) => (isUnitError(error) ? error.kind : error),
      );
      while (!hasStarted.signal.aborted) await later(20);
      await stopUnit(host, request.unit);
      // Stopped by somebody else: with the exit code of a signal, or without any.
      expect([143, "lost"]).toContain(await outcome);
    });

    test("that a reboot interrupted is lost, and starts anew the next time", async () => {
      const request = { unit: "sealos-test-reboot", script: slow("reboot", 6), timeoutMs: 60_000 };
      const lines: string[] = [];
      const running = runUnit(host, { ...request, onLine: (line) => lines.push(line) });
      running.catch(() => undefined);
      while (lines.length === 0) await later(20);
      await lab.run("stop", "1");
      await lab.run("start", "1");
      await expect(running).rejects.toMatchObject({
        kind: "lost",
        message: expect.stringContaining("the host was restarted") as string,
      });
      await expect(runUnit(host, request)).resolves.toMatchObject({ exitCode: 3 });
      expect(await starts("reboot")).toBe(2);
    });
  });

  describe("the lock", () => {
    const never = { every: () => () => undefined };

    test("has one holder; the others learn who, since when, until when, and what to do", async () => {
      const lock = await acquireLock(host, { owner: "run 1 of anna", leaseSeconds: 30 });
      const refused = acquireLock(host, { owner: "run 2", leaseSeconds: 30 });
      await expect(refused).rejects.toMatchObject({
        name: "HostLockedError",
        holder: { owner: "run 1 of anna" },
      });
      await expect(refused).rejects.toThrow(
        /^node1: run 1 of anna is changing this host since \d{4}-.*Wait until it has ended.*expires by itself at \d{4}-/,
      );
      await lock.release();
      await (await acquireLock(host, { owner: "run 2", leaseSeconds: 30 })).release();
    });

    test("goes to one of many who ask at once", async () => {
      const asked = await Promise.allSettled(
        Array.from({ length: 8 }, (_, index) =>
          acquireLock(host, { owner: `run ${index}`, leaseSeconds: 30, ...never }),
        ),
      );
      const taken = asked.filter((each) => each.status === "fulfilled");
      expect(taken).toHaveLength(1);
      await taken[0]!.value.release();
    });

    test("of an owner that crashed is taken over when its lease is over, and the old owner learns it", async () => {
      const crashed = await acquireLock(host, { owner: "crashed", leaseSeconds: 1, ...never });
      await later(2_100);
      const heir = await acquireLock(host, { owner: "heir", leaseSeconds: 30, ...never });
      await expect(crashed.renew()).rejects.toThrow(
        "the lock on this host was lost, because its lease ran out and heir took it",
      );
      expect(crashed.lost.aborted).toBe(true);
      await crashed.release();
      await expect(acquireLock(host, { owner: "third", leaseSeconds: 1 })).rejects.toMatchObject({
        holder: { owner: "heir" },
      });
      await heir.release();
    });

    test("outlives its lease by renewing", async () => {
      const lock = await acquireLock(host, { owner: "long", leaseSeconds: 2 });
      await later(3_500);
      await expect(acquireLock(host, { owner: "other", leaseSeconds: 1 })).rejects.toMatchObject({
        name: "HostLockedError",
      });
      await lock.release();
    });

    test("is kept while all else of ours goes, even when it is renewed meanwhile", async () => {
      const lock = await acquireLock(host, { owner: "last", leaseSeconds: 30, ...never });
      await writeFile(host, "/var/lib/sealos/data/default/tree/file", "", 0o644);
      const renewals = Promise.all(Array.from({ length: 6 }, () => lock.renew()));
      await Promise.all([clearRoot(host), renewals]);
      const { stdout } = await host.query(["ls", "-A", "/var/lib/sealos"]);
      expect(stdout).toBe("lock\n");
      await lock.release();
      await expect(pathExists(host, "/var/lib/sealos")).resolves.toBe(false);
    });

    test("leaves nothing on a host that has nothing else of ours", async () => {
      await removePaths(host, ["/var/lib/sealos"]);
      await (await acquireLock(host, { owner: "visitor", leaseSeconds: 30 })).release();
      const left = await host.query(["ls", "-d", "/var/lib/sealos"], { accept: [0, 2] });
      expect(left.stdout).toBe("");
    });
  });

  test("the journal is private and comes back as it was", async () => {
    await removePaths(host, ["/var/lib/sealos"]);
    expect(await readJournal(host)).toBeUndefined();
    await writeJournal(host, '{"größe": 1}\n');
    expect(await readJournal(host)).toBe('{"größe": 1}\n');
    const { stdout } = await host.query(["stat", "-c", "%a %U %n", "/var/lib/sealos/journal.json"]);
    expect(stdout).toBe("600 root /var/lib/sealos/journal.json\n");
    expect((await host.query(["ls", "-A", "/var/lib/sealos"])).stdout).toBe("journal.json\n");
  });

  test("a file of any bytes is written in one piece, with its mode, and read back", async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
    await writeFile(host, "/root/new folder/it's $HOME", bytes, 0o640);
    expect(await readFile(host, "/root/new folder/it's $HOME")).toEqual(bytes);
    const { stdout } = await host.query([
      "stat",
      "-c",
      "%a",
      "/root/new folder",
      "/root/new folder/it's $HOME",
    ]);
    expect(stdout).toBe("755\n640\n");
    await removePaths(host, ["/root/new folder"]);
    expect(await readFile(host, "/root/new folder/it's $HOME")).toBeUndefined();
  });

  test("what a writer left that lost its power is swept away, and nothing beside it", async () => {
    const folder = "/var/lib/sealos/swept";
    await writeFile(host, `${folder}/kept.json`, "{}", 0o600);
    await host.exec(["touch", `${folder}/kept.json.aside-4711`, `${folder}/an.aside-of-others`]);
    await sweepAsides(host, folder);
    await sweepAsides(host, "/var/lib/sealos/nowhere");
    const { stdout } = await host.query(["ls", folder]);
    expect(stdout.trim().split("\n")).toEqual(["an.aside-of-others", "kept.json"]);
    await removePaths(host, ["/var/lib/sealos"]);
  });

  test("a name gets addresses in /etc/hosts, and the file is as before when they go", async () => {
    const before = await readFile(host, "/etc/hosts");
    await setHostsName(host, "sealos.hub", ["192.0.2.7"]);
    await setHostsName(host, "sealos.hub", ["192.0.2.8"]);
    expect((await host.query(["getent", "hosts", "sealos.hub"])).stdout).toMatch(
      /^192\.0\.2\.8 +sealos\.hub\n$/,
    );
    await removeHostsName(host, "sealos.hub");
    expect(await readFile(host, "/etc/hosts")).toEqual(before);
  });

  test("facts are gathered in one round trip", async () => {
    const facts = await gatherFacts(host);
    const { address, ipv6 } = lab.inventory.hosts[0]!;
    expect(facts).toMatchObject({
      os: { id: "debian", version: "12" },
      hostname: "node1",
      userId: 0,
      hasSystemd: true,
      swapBytes: 0,
      listeningPorts: [22, 2222],
      kubernetes: { hasAdminConfig: false, hasKubeletConfig: false, isKubeletActive: false },
      engines: { isDockerActive: false, isContainerdActive: false },
    });
    expect(facts.addresses).toEqual(expect.arrayContaining([address, ipv6]));
    expect(facts.machineId).toMatch(/^[0-9a-f]{32}$/);
    expect(facts.memoryBytes).toBeGreaterThan(1 << 28);
    expect(facts.freeBytes).toBeGreaterThan(1 << 20);
    expect(Math.abs(facts.clockMs - Date.now())).toBeLessThan(5_000);
  });
});

const later = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
