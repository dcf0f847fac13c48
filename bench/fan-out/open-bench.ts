import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labImages, type Lab } from "../../lab/open-lab";
import { createLimit } from "../../provider/src/lib/limit";
import { createRedactor } from "../../provider/src/lib/redact";
import { createFanOut } from "../../provider/src/pipeline/fan-out";
import { mountImage, releaseImage } from "../../provider/src/tools/buildah";
import { createFileDigests } from "../../provider/src/tools/image-tree";
import { createLocalRunner } from "../../provider/src/transports/local/local-runner";
import { createSshPool } from "../../provider/src/transports/ssh/pool";
import type { BenchOptions } from "../run";
import { bytesSent, hostSeconds } from "./uplink";

/** One rootfs on so many hosts. */
export interface Spread {
  readonly hosts: number;
  readonly seconds: number;
  /** What left this machine meanwhile, headers of every layer included. */
  readonly leftBytes: number;
  /** Processor time of all hosts together: they share the cores of this machine, as real ones would not. */
  readonly hostSeconds: number;
}

/** A mounted rootfs and the hosts of a lab, reached as the provider reaches them. */
export interface FanOutBench {
  /** Size of the files that a host gets. */
  readonly treeBytes: number;
  /** Gives the first hosts the tree, from nothing, all at the same time. */
  spread(hosts: number): Promise<Spread>;
  close(): Promise<void>;
}

const DATA = "/var/lib/bench";
const TRANSFERS = 8;

/** Opens a {@link FanOutBench} with the real rootfs, or with that of stand-ins. */
export async function openFanOutBench(lab: Lab, { quick }: BenchOptions): Promise<FanOutBench> {
  const name = quick ? "standin-v1.20.2" : "kubernetes-v1.20.2";
  const images = await labImages(name);
  const redactor = createRedactor();
  const local = createLocalRunner({ redactor, env: process.env });
  const identity = { home: "/nonexistent", agentSocket: undefined };
  const pool = createSshPool({ redactor, identity });
  const folder = mkdtempSync(join(tmpdir(), "bench-fan-out-"));
  const storage = { root: join(folder, "store"), runRoot: join(folder, "run") };
  const { mount, root, entries } = await mountImage(local, {
    image: images[name] ?? name,
    storage,
  });
  const wanted = entries.filter(({ path }) => !path.startsWith("registry/"));

  const spread = async (count: number): Promise<Spread> => {
    const hosts = lab.inventory.hosts.slice(0, count);
    const sessions = await Promise.all(
      hosts.map(async ({ address, keyPath }) => {
        const to = await pool.connect({ address, privateKey: readFileSync(keyPath, "utf8") });
        await to.exec(["rm", "-rf", DATA]);
        return { to, address };
      }),
    );
    const fanOut = createFanOut({ clock: () => new Date() });
    const trees = [
      { root, entries, exclude: ["registry"], digests: createFileDigests(local, root) },
    ];
    const turn = createLimit(TRANSFERS);
    const [begun, before, used] = [performance.now(), bytesSent(lab), hostSeconds(lab) ?? NaN];
    await Promise.all(
      sessions.map(({ to, address }) => {
        const place = { target: `${DATA}/rootfs`, near: DATA, environment: mount.env };
        const transfer = { from: local, to, trees, turn, ...place };
        return fanOut.send({ tree: name, address, transfer });
      }),
    );
    const seconds = (performance.now() - begun) / 1000;
    const leftBytes = bytesSent(lab) - before;
    const spent = (hostSeconds(lab) ?? NaN) - used;
    await fanOut.close();
    return { hosts: count, seconds, leftBytes, hostSeconds: spent };
  };

  return {
    treeBytes: wanted.reduce((sum, { size }) => sum + size, 0),
    spread,
    async close() {
      await pool.dispose();
      await releaseImage(local, mount, { storage });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
