import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { labImages, type Lab } from "../../lab/open-lab";
import { createRedactor } from "../../provider/src/lib/redact";
import { mountImage, releaseImage, type MountedImage } from "../../provider/src/tools/buildah";
import { sendImages } from "../../provider/src/tools/image-tree";
import { createLocalRunner } from "../../provider/src/transports/local/local-runner";
import { createSshPool } from "../../provider/src/transports/ssh/pool";
import { atMost, type BenchRow } from "../bench-row";
import type { BenchOptions } from "../run";
import { changedBytes } from "./changed-bytes";

const TARGET = "/var/lib/bench/rootfs";

/** What a host is sent that has one rootfs and gets the next version of it, against the size of the files that differ. */
export async function adjacentImages(lab: Lab, { quick }: BenchOptions): Promise<BenchRow> {
  const kind = quick ? "standin" : "kubernetes";
  const names = [`${kind}-v1.20.2`, `${kind}-v1.20.15`];
  const images = await labImages(...names);
  const redactor = createRedactor();
  const local = createLocalRunner({ redactor, env: process.env });
  const pool = createSshPool({
    redactor,
    identity: { home: "/nonexistent", agentSocket: undefined },
  });
  const folder = mkdtempSync(join(tmpdir(), "bench-images-"));
  const storage = { root: join(folder, "store"), runRoot: join(folder, "run") };
  const mounted: MountedImage[] = [];
  try {
    const [host] = lab.inventory.hosts;
    const privateKey = readFileSync(host!.keyPath, "utf8");
    const to = await pool.connect({ address: host!.address, privateKey });
    for (const name of names) {
      mounted.push(await mountImage(local, { image: images[name] ?? name, storage }));
    }
    const sent: number[] = [];
    for (const { root, entries, mount } of mounted) {
      const trees = [{ root, entries, exclude: ["registry"] }];
      const environment = mount.env;
      const outcome = await sendImages({ from: local, to, trees, target: TARGET, environment });
      sent.push(outcome.sentBytes / 1e6);
    }
    const differing = changedBytes(mounted.map(({ root }) => root)) / 1e6;
    const name = "an upgrade to the next rootfs, against the size of the files that differ";
    return atMost(name, 1.2, { ours: sent[1] ?? NaN, peer: differing, unit: "MB" });
  } finally {
    for (const { mount } of mounted) await releaseImage(local, mount, { storage });
    await pool.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}
