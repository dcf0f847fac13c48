import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { createRedactor } from "../../../provider/src/lib/redact";
import {
  inventoryTree,
  sendTree,
  type TreeEntry,
  type TreeTransfer,
} from "../../../provider/src/tools/image-tree";
import { createSshPool, type SshPool } from "../../../provider/src/transports/ssh/pool";
import type { Runner } from "../../../provider/src/transports/runner";
import { describeRefusal } from "../../support/images/describe-refusal";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";
import { startOpenSshServer, type OpenSshServer } from "../../support/sshd/openssh-server";

const BIG = 60_000_000;
/** Enough to see how fast the line is. */
const SMALL = ["small-1", "small-2", "small-3"];
const SMALL_BYTES = 4_200_000;

let bench: ImageBench;
let server: OpenSshServer;
let pool: SshPool;
let remote: Runner;
let source: string;
let host: string;

beforeAll(async () => {
  [bench, server] = await Promise.all([openImageBench(), startOpenSshServer()]);
  source = join(bench.directory, "source");
  await mkdir(join(source, "bin"), { recursive: true });
  await writeFile(join(source, "bin/big"), Buffer.alloc(BIG, 7));
  await writeFile(join(source, "small"), "small");
  for (const name of SMALL) await writeFile(join(source, name), Buffer.alloc(SMALL_BYTES, name));
  host = join(bench.directory, "host");
});
afterAll(async () => {
  await server.dispose();
  await bench.close();
});

beforeEach(async () => {
  await rm(host, { recursive: true, force: true });
  pool = createSshPool({
    redactor: createRedactor(),
    identity: { home: server.directory, agentSocket: undefined },
  });
  remote = await pool.connect({
    name: "cp-1",
    address: "127.0.0.1",
    port: server.port,
    privateKey: server.privateKey,
    hostKey: server.fingerprints.ed25519,
    connectTimeoutMs: 3_000,
  });
});
afterEach(async () => {
  await pool.dispose();
  await bench.sh('if mountpoint -q "$1"; then umount "$1"; fi', host);
});

let packBelow = 0;

const send = async (overrides: Partial<TreeTransfer> = {}): ReturnType<typeof sendTree> =>
  sendTree({
    from: bench.runner,
    to: remote,
    layers: [{ root: source, entries: await inventoryTree(bench.runner, source), rendered: [] }],
    target: join(host, "tree"),
    packBelow,
    ...overrides,
  });

const HOSTILE_NAMES = [
  "$(touch escape)",
  "`touch escape`",
  "a;touch escape",
  "it's",
  '"quoted"',
  "\\back\\n",
  "-rf",
  "--checkpoint=1",
  "--checkpoint-action=exec=touch escape",
  " ends with a space ",
  "*",
  "%s",
  "~",
];

const byPath = (entries: readonly TreeEntry[]): readonly TreeEntry[] =>
  entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));

const left = (): Promise<string[]> => readdir(host);

describe.each([
  ["as it is", 0],
  ["packed, as on a slow line", Infinity],
])("a tree that is sent over SSH %s", (_way, below) => {
  beforeEach(() => {
    packBelow = below;
  });

  test("arrives whole, also when the builder is reached over SSH", async () => {
    await send({
      from: remote,
      layers: [
        {
          root: source,
          entries: await inventoryTree(remote, source),
          rendered: [{ path: "made", mode: 0o600, content: "here" }],
        },
      ],
    });
    expect((await readFile(join(host, "tree/bin/big"))).equals(Buffer.alloc(BIG, 7))).toBe(true);
    for (const name of SMALL)
      expect(
        (await readFile(join(host, "tree", name))).equals(Buffer.alloc(SMALL_BYTES, name)),
      ).toBe(true);
    expect(await readFile(join(host, "tree/made"), "utf8")).toBe("here");
    expect(await left()).toEqual(["tree"]);
  });

  test("may have names that a shell or tar would obey: they arrive as they are, twice", async () => {
    const hostile = join(bench.directory, "hostile");
    for (const name of HOSTILE_NAMES) {
      await mkdir(join(hostile, "etc", name), { recursive: true });
      await writeFile(join(hostile, "etc", name, name), name);
    }
    const entries = await inventoryTree(bench.runner, hostile);
    const target = join(host, "tree");
    for (const expected of [{ heldBytes: 0 }, { sentBytes: 0 }]) {
      const outcome = await send({ layers: [{ root: hostile, entries, rendered: [] }] });
      expect(outcome).toMatchObject(expected);
      expect(byPath(await inventoryTree(remote, target))).toEqual(byPath(entries));
    }
    for (const name of HOSTILE_NAMES) {
      expect(await readFile(join(target, "etc", name, name), "utf8")).toBe(name);
    }
    const found = await bench.sh('find "$1" / -maxdepth 1 -name "escape*"', bench.directory);
    expect(found).toBe("");
  });

  test("leaves the previous one and nothing else when the disk becomes full", async () => {
    await mkdir(host, { recursive: true });
    await bench.sh('mount -t tmpfs -o size=64m tmpfs "$1"', host);
    await send({
      layers: [
        { root: source, entries: [], rendered: [{ path: "old", mode: 0o644, content: "old" }] },
      ],
    });
    const lying = (await inventoryTree(bench.runner, source)).map((entry) => ({
      ...entry,
      size: Math.min(entry.size, 40_000_000),
    }));
    const refusal = await send({ layers: [{ root: source, entries: lying, rendered: [] }] }).catch(
      describeRefusal,
    );
    expect(refusal).toMatch(/^Disk Full On cp-1/);
    expect(await left()).toEqual(["tree"]);
    expect(await readFile(join(host, "tree/old"), "utf8")).toBe("old");
  });

  test("leaves nothing when the sender fails", async () => {
    const entries = [
      ...(await inventoryTree(bench.runner, source)),
      { path: "gone", kind: "file", mode: 0o644, size: 1, target: undefined } as const,
    ];
    await expect(send({ layers: [{ root: source, entries, rendered: [] }] })).rejects.toThrow(
      "tar ended with status 2",
    );
    expect(await left()).toEqual([]);
  });

  test("leaves nothing when it is cancelled half way", async () => {
    const cancel = new AbortController();
    await expect(
      send({ signal: cancel.signal, onProgress: () => cancel.abort() }),
    ).rejects.toThrow();
    expect(await left()).toEqual([]);
  });

  test("fails with the host's name when the machine is lost, and the next one tidies up", async () => {
    let stopped: Promise<void> | undefined;
    const lose = (): void => {
      stopped ??= server.stop();
    };
    await expect(send({ onProgress: lose })).rejects.toMatchObject({ host: "cp-1" });
    await stopped;
    await server.start();
    await pool.dispose();
    expect(await left()).not.toContain("tree");
    await send({ to: bench.runner });
    expect(await left()).toEqual(["tree"]);
  });
});
