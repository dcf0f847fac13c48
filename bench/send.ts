import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLab, type Lab } from "../lab/open-lab";
import { asMeasured, atMost, median, type BenchRow } from "./bench-row";
import type { BenchOptions } from "./run";
import { adjacentImages } from "./send/adjacent-images";
import { openSshPeer, type Peer, type Way } from "./send/lab-peer";
import { openDistantLine } from "./send/open-distant-line";
import {
  changeHundredth,
  partsOfProgram,
  random,
  SAMPLE,
  writeSampleTree,
} from "./send/sample-tree";
import { buildSender } from "./send/send-once";
import type { SendCost } from "./send/sender";

const SLOW_MBIT = 100;
const FAR_MS = 20;
const MEMORY_MB = 150;
const PLACE = "/var/lib/bench";

/** What sending a tree to one host costs, beside `tar | ssh tar` of OpenSSH with its fastest cipher and beside SFTP. */
export async function send(options: BenchOptions): Promise<readonly BenchRow[]> {
  const lab = await openLab({ hosts: 1 });
  const folder = mkdtempSync(join(tmpdir(), "bench-send-"));
  try {
    const bytes = options.quick ? SAMPLE.bytes / 10 : SAMPLE.bytes;
    writeSampleTree(join(folder, "tree"), { ...SAMPLE, bytes, fill: random });
    const host = lab.inventory.hosts[0]!;
    const bench = openBench(lab, folder, host);
    const fast = await compare(bench, options, options.quick ? 1 : 5);
    const slow = await fromAfar(lab, folder, (far) => compare(far, options, 1));
    return [
      ...rowsOf("", 1, fast, PROCESSOR),
      ...openSshRows(fast),
      ...rowsOf(` at ${SLOW_MBIT} Mbit/s and ${FAR_MS} ms`, 1.1, slow, DISTANCE),
      ...(await fromAfar(lab, folder, (far) => packedRows(far, folder, bytes))),
      ...(await fileByFileRows(bench, fast)),
      ...(await changeRows(bench, bytes)),
      await adjacentImages(lab, options),
    ];
  } finally {
    rmSync(folder, { recursive: true });
    await lab.down();
  }
}

interface Bench {
  readonly root: string;
  readonly peer: Peer;
  /** Removes what was sent before, and waits for the disk. */
  clear(): Promise<void>;
  send(from?: { readonly root?: string; readonly usesOpenSsh?: boolean }): SendCost;
}

function openBench(lab: Lab, folder: string, way: Way): Bench {
  const host = lab.inventory.hosts[0]!;
  const { keyPath } = host;
  const { address, port } = way;
  const sender = buildSender(folder);
  const root = join(folder, "tree");
  return {
    root,
    peer: openSshPeer(lab, host, way),
    clear: async () => {
      await lab.ssh(1, `rm -rf ${PLACE}; mkdir ${PLACE}; sync -f ${PLACE}`);
    },
    send: (from) =>
      sender({
        root,
        usesOpenSsh: false,
        ...from,
        address,
        port,
        keyPath,
        target: `${PLACE}/tree`,
      }),
  };
}

/** Measures over a slow link and a long way. */
async function fromAfar<T>(
  lab: Lab,
  folder: string,
  measure: (bench: Bench) => Promise<T>,
): Promise<T> {
  const line = await openDistantLine(lab.inventory.hosts[0]!, FAR_MS);
  try {
    await lab.run("rate", "1", String(SLOW_MBIT));
    return await measure(openBench(lab, folder, { address: "127.0.0.1", port: line.port }));
  } finally {
    await lab.run("rate", "1", "off");
    line.close();
  }
}

interface Comparison {
  readonly ours: readonly SendCost[];
  /** Ours, carried by the OpenSSH client. */
  readonly carried: readonly SendCost[];
  readonly plain: readonly number[];
  readonly flushed: readonly number[];
}

/** In turns, so that whatever else the machine does meets both. */
async function compare(bench: Bench, { log }: BenchOptions, times: number): Promise<Comparison> {
  const result = {
    ours: [] as SendCost[],
    carried: [] as SendCost[],
    plain: [] as number[],
    flushed: [] as number[],
  };
  const { peer, root } = bench;
  const target = `${PLACE}/tree`;
  for (let round = 0; round < times; round += 1) {
    await bench.clear();
    result.plain.push(peer.tarOverSsh(root, target));
    await bench.clear();
    result.flushed.push(peer.tarOverSsh(root, target, { flushes: true }));
    await bench.clear();
    result.ours.push(bench.send());
    await bench.clear();
    result.carried.push(bench.send({ usesOpenSsh: true }));
    const ours = [result.ours, result.carried].map((all) => all.map(({ seconds }) => seconds));
    const said = [result.plain, result.flushed, ...ours].map((all) => all.at(-1)?.toFixed(2));
    log(`tar | ssh, with flush, ours, ours over ssh: ${said.join(", ")} s`);
  }
  return result;
}

const PROCESSOR =
  "the SSH library needs 1.9 s of processor time for 500 MB, OpenSSH's client 0.4 s: docs/adr/0012-moving-bytes.md";
const DISTANCE =
  "the delay is that of a relay beside the link: the kernel of this machine has no netem";

function rowsOf(
  where: string,
  target: number,
  { ours, plain, flushed }: Comparison,
  note: string,
): BenchRow[] {
  const seconds = median(ours.map((cost) => cost.seconds));
  const memory = Math.max(...ours.map(({ megabytes }) => megabytes));
  const row = (name: string, peer: readonly number[]): BenchRow =>
    atMost(name + where, target, { ours: seconds, peer: median(peer), unit: "s", note });
  return [
    row("a tree to one host, against tar | ssh tar", plain),
    row("a tree to one host, against tar | ssh tar that also flushes", flushed),
    atMost(`memory of the process that sends it, against ${MEMORY_MB} MB${where}`, 1, {
      ours: memory,
      peer: MEMORY_MB,
      unit: "MB",
    }),
  ];
}

function openSshRows({ ours, carried, plain, flushed }: Comparison): readonly BenchRow[] {
  const seconds = median(carried.map((cost) => cost.seconds));
  const processor = (costs: readonly SendCost[]): number =>
    median(costs.map(({ processorSeconds }) => processorSeconds));
  const name = "a tree to one host with openssh_transfers, against tar | ssh tar";
  const note = "a second login, and all on the cores of one machine: docs/adr/0012-moving-bytes.md";
  return [
    atMost(name, 1, { ours: seconds, peer: median(plain), unit: "s", note }),
    atMost(`${name} that also flushes`, 1, {
      ours: seconds,
      peer: median(flushed),
      unit: "s",
      note,
    }),
    asMeasured("… processor time of the process that sends it, against without", {
      ours: processor(carried),
      peer: processor(ours),
      unit: "s",
    }),
  ];
}

/** A tree of programs, which travels packed where the line is slow. */
async function packedRows(
  bench: Bench,
  folder: string,
  bytes: number,
): Promise<readonly BenchRow[]> {
  const root = join(folder, "programs");
  writeSampleTree(root, { ...SAMPLE, bytes: bytes / 5, fill: partsOfProgram() });
  const target = `${PLACE}/tree`;
  await bench.clear();
  const plain = bench.peer.tarOverSsh(root, target);
  await bench.clear();
  const packed = bench.peer.tarOverSsh(root, target, { compresses: true });
  await bench.clear();
  const { seconds } = bench.send({ root });
  const where = `at ${SLOW_MBIT} Mbit/s and ${FAR_MS} ms`;
  const name = `programs to one host, against tar | ssh tar ${where}`;
  return [
    atMost(name, 1.1, { ours: seconds, peer: plain, unit: "s" }),
    atMost(`${name}, with ssh -C`, 1.1, { ours: seconds, peer: packed, unit: "s" }),
  ];
}

async function fileByFileRows(bench: Bench, { ours }: Comparison): Promise<BenchRow[]> {
  await bench.clear();
  const peer = bench.peer.fileByFile(bench.root, `${PLACE}/tree`);
  const seconds = median(ours.map((cost) => cost.seconds));
  return [
    atMost("a tree to one host, against SFTP file by file", 1, { ours: seconds, peer, unit: "s" }),
  ];
}

async function changeRows(bench: Bench, bytes: number): Promise<BenchRow[]> {
  await bench.clear();
  bench.send();
  const again = bench.send();
  changeHundredth(bench.root, bytes);
  const changed = bench.send();
  return [
    atMost("bytes of contents that travel when nothing changed, against the tree", 0, {
      ours: again.sentBytes / 1e6,
      peer: bytes / 1e6,
      unit: "MB",
    }),
    atMost("… when files with a hundredth of the bytes changed", 0.02, {
      ours: changed.sentBytes / 1e6,
      peer: bytes / 1e6,
      unit: "MB",
    }),
  ];
}
