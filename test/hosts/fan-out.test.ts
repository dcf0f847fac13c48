import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labImages, labPossible, openLab, type Lab } from "../../lab/open-lab";
import { createRedactor } from "../../provider/src/lib/redact";
import { createFanOut, type FanOut } from "../../provider/src/pipeline/fan-out";
import { mountImage, releaseImage, type MountedImage } from "../../provider/src/tools/buildah";
import { createFileDigests, treeDigest, inventoryTree } from "../../provider/src/tools/image-tree";
import { pullFiles, startSeed, sweepSeeds } from "../../provider/src/tools/seed";
import { createLocalRunner } from "../../provider/src/transports/local/local-runner";
import type { Runner } from "../../provider/src/transports/runner";
import { createSshPool, type SshPool } from "../../provider/src/transports/ssh/pool";
import { until } from "../support/until";

const describeLab = labPossible() ? describe : describe.skip;

const DATA = "/var/lib/sealos/data/demo";
const clock = (): Date => new Date();

describeLab("a rootfs that several hosts get at the same time", () => {
  let lab: Lab;
  let local: Runner;
  let pool: SshPool;
  let image: MountedImage;
  let folder: string;
  let fanOut: FanOut;
  let hosts: readonly { readonly runner: Runner; readonly address: string }[];

  beforeAll(async () => {
    const images = await labImages("standin");
    lab = await openLab({ hosts: 4, index: 5 });
    const redactor = createRedactor();
    local = createLocalRunner({ redactor, env: process.env });
    pool = createSshPool({ redactor, identity: { home: "/nonexistent", agentSocket: undefined } });
    folder = mkdtempSync(join(tmpdir(), "fan-out-"));
    image = await mountImage(local, { image: images["standin-v1.20.2"]!, storage: storage() });
    hosts = await Promise.all(
      lab.inventory.hosts.map(async ({ address, keyPath }) => ({
        address,
        runner: await pool.connect({ address, privateKey: readFileSync(keyPath, "utf8") }),
      })),
    );
  }, 300_000);
  afterAll(async () => {
    await pool.dispose();
    await releaseImage(local, image.mount, { storage: storage() });
    rmSync(folder, { recursive: true, force: true });
    await lab.down();
  });
  beforeEach(async () => {
    fanOut = createFanOut({ clock });
    await Promise.all(hosts.map(({ runner }) => runner.exec(["rm", "-rf", DATA])));
  });
  afterEach(() => fanOut.close());

  const storage = () => ({ root: join(folder, "store"), runRoot: join(folder, "run") });
  const send = (index: number, options: { address?: string; signal?: AbortSignal } = {}) => {
    const { runner, address } = hosts[index]!;
    const { root, entries, mount } = image;
    const digests = createFileDigests(local, root);
    return fanOut.send({
      tree: "demo",
      address: options.address ?? address,
      transfer: {
        from: local,
        to: runner,
        trees: [{ root, entries, digests, exclude: ["registry"] }],
        target: `${DATA}/rootfs`,
        near: DATA,
        environment: mount.env,
        ...(options.signal && { signal: options.signal }),
      },
    });
  };
  const digestOn = async ({ runner }: (typeof hosts)[number]): Promise<string> =>
    treeDigest(runner, `${DATA}/rootfs`, await inventoryTree(runner, `${DATA}/rootfs`));
  const leftovers = async ({ runner }: (typeof hosts)[number]): Promise<string> => {
    const serving = "pgrep -f '[r]ootfs.seed'";
    return (
      await runner.exec([
        "sh",
        "-c",
        `${serving}; ls -A "$1"; ls -d /tmp/tmp.* /etc/tmpfiles.d/sealos* 2>/dev/null; :`,
        "sh",
        DATA,
      ])
    ).stdout;
  };
  const expectWholeAndClean = async (): Promise<void> => {
    const digests = await Promise.all(hosts.map(digestOn));
    expect(new Set(digests).size).toBe(1);
    await fanOut.close();
    expect(await Promise.all(hosts.map(leftovers))).toEqual(hosts.map(() => "rootfs\n"));
  };

  test("leaves this machine once, is the same on all, and nothing that served it remains", async () => {
    const outcomes = await Promise.all(hosts.map((_host, index) => send(index)));
    const sent = outcomes.map(({ sentBytes }) => sentBytes).sort((a, b) => b - a);
    expect(sent[0]).toBeGreaterThan(50_000_000);
    expect(sent[1]).toBeLessThan(100_000);
    expect(outcomes.filter(({ pulledBytes }) => pulledBytes > 50_000_000)).toHaveLength(3);
    await expectWholeAndClean();
  });

  test("arrives where a seed is lost in the middle", async () => {
    let lost = false;
    await fanOut.close();
    fanOut = createFanOut({
      clock,
      async pull(to, seed, files, directory, signal) {
        const pulled = pullFiles(to, seed, files, directory, signal);
        if (!lost) {
          lost = true;
          await hosts[0]!.runner.exec(["pkill", "-KILL", "-f", `^${DATA}.* serve `]);
        }
        return pulled;
      },
    });
    await send(0);
    const outcomes = await Promise.all([send(1), send(2), send(3)]);
    expect(lost).toBe(true);
    expect(outcomes.map(({ sentBytes, pulledBytes }) => sentBytes + pulledBytes)).toEqual(
      outcomes.map(() => outcomes[0].sentBytes + outcomes[0].pulledBytes),
    );
    await expectWholeAndClean();
  });

  test("arrives where what a seed serves was changed behind its back", async () => {
    await send(0);
    await lab.ssh(
      1,
      `cp ${DATA}/rootfs/cri/containerd.tar /root/containerd.tar && printf x >>${DATA}/rootfs/cri/containerd.tar`,
    );
    const { pulledBytes, sentBytes } = await send(1);
    await lab.ssh(1, `cp /root/containerd.tar ${DATA}/rootfs/cri/containerd.tar`);
    expect(pulledBytes).toBeGreaterThan(0);
    expect(sentBytes).toBeGreaterThan(100_000);
    expect(await digestOn(hosts[0]!)).toBe(await digestOn(hosts[1]!));
  });

  test("comes from this machine where the hosts cannot reach each other", async () => {
    const { sentBytes } = await send(0, { address: "192.0.2.1" });
    const second = await send(1);
    expect(second.sentBytes).toBe(sentBytes);
    expect(second.pulledBytes).toBe(0);
  });

  test("leaves nothing behind when it is cancelled in the middle", async () => {
    await send(0);
    const cancel = new AbortController();
    await fanOut.close();
    fanOut = createFanOut({
      clock,
      pull(to, seed, files, directory, signal) {
        setImmediate(() => cancel.abort());
        return pullFiles(to, seed, files, directory, signal);
      },
    });
    await send(0);
    await expect(send(1, { signal: cancel.signal })).rejects.toThrow();
    await fanOut.close();
    expect(await leftovers(hosts[0]!)).toBe("rootfs\n");
    expect(await leftovers(hosts[1]!)).toBe("");
  });

  test("is served no longer than whoever began it lives", async () => {
    await send(0);
    const { address, keyPath } = lab.inventory.hosts[0]!;
    const another = createSshPool({
      redactor: createRedactor(),
      identity: { home: "/nonexistent", agentSocket: undefined },
    });
    const host = await another.connect({ address, privateKey: readFileSync(keyPath, "utf8") });
    await startSeed({ host, address, tree: `${DATA}/rootfs` });
    await sweepSeeds(hosts[0]!.runner); // takes nothing from one that lives
    expect(await leftovers(hosts[0]!)).toMatch(
      /^\d+\n[^]*\.rootfs\.seed\nrootfs\n\/etc\/tmpfiles\.d\/.*\n$/,
    );
    await another.dispose();
    await until(async () => (await leftovers(hosts[0]!)) === "rootfs\n", 10_000);
  });

  test("leaves nothing of a seed whose machine lost power once it runs again", async () => {
    const { runner: host, address } = hosts[3]!;
    await send(3);
    await startSeed({ host, address, tree: `${DATA}/rootfs` });
    await lab.run("stop", "4");
    await lab.run("start", "4");
    await until(async () => (await leftovers(hosts[3]!)) === "rootfs\n", 30_000);
  });

  test("leaves nothing of a seed that was killed once somebody visits it", async () => {
    const { runner: host, address } = hosts[3]!;
    await send(3);
    await startSeed({ host, address, tree: `${DATA}/rootfs` });
    await host.exec(["pkill", "-KILL", "-f", "[r]ootfs.seed"]);
    expect(await leftovers(hosts[3]!)).toMatch(
      /^\.rootfs\.seed\nrootfs\n\/etc\/tmpfiles\.d\/.*\n$/,
    );
    await sweepSeeds(host);
    expect(await leftovers(hosts[3]!)).toBe("rootfs\n");
  });
});
