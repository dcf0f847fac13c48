import {
  chmod,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";

import { createRedactor } from "../../../provider/src/lib/redact";
import {
  inventoryTree,
  sendTree,
  treeDigest,
  type TransferProgress,
  type TreeTransfer,
} from "../../../provider/src/tools/image-tree";
import { createSshPool, type SshPool } from "../../../provider/src/transports/ssh/pool";
import type { Runner } from "../../../provider/src/transports/runner";
import { openImageBench, type ImageBench } from "../../support/images/image-bench";
import { startOpenSshServer, type OpenSshServer } from "../../support/sshd/openssh-server";

const FILES = 100;
const FILE_BYTES = 20_000;
const WHOLE = FILES * FILE_BYTES;

let bench: ImageBench;
let server: OpenSshServer;
let pool: SshPool;
let remote: Runner;
let source: string;
let host: string;

beforeAll(async () => {
  [bench, server] = await Promise.all([openImageBench(), startOpenSshServer()]);
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
  });
});
afterAll(async () => {
  await pool.dispose();
  await server.dispose();
  await bench.close();
});

beforeEach(async () => {
  [source, host] = [join(bench.directory, "source"), join(bench.directory, "host")];
  await rm(source, { recursive: true, force: true });
  await rm(host, { recursive: true, force: true });
  await mkdir(join(source, "opt dir"), { recursive: true });
  for (let file = 0; file < FILES; file += 1)
    await writeFile(join(source, place(file)), bytes(file));
});

const place = (file: number): string => `opt dir/-file ${file}`;
const bytes = (seed: number): Buffer => Buffer.alloc(FILE_BYTES, `content of ${seed} `);
const tree = (path = ""): string => join(host, "rootfs", path);

interface Sent extends Awaited<ReturnType<typeof sendTree>> {
  readonly last: TransferProgress | undefined;
}

async function send(overrides: Partial<TreeTransfer> = {}): Promise<Sent> {
  let last: TransferProgress | undefined;
  const outcome = await sendTree({
    from: bench.runner,
    to: remote,
    layers: [{ root: source, entries: await inventoryTree(bench.runner, source), rendered: [] }],
    target: tree(),
    near: host,
    onProgress: (progress) => (last = progress),
    ...overrides,
  });
  return { ...outcome, last };
}

/** What arrived is what was to be sent, to the last bit of every mode. */
async function expectWhole(): Promise<void> {
  const [there, here] = await Promise.all(
    [tree(), source].map(async (root) =>
      treeDigest(bench.runner, root, await inventoryTree(bench.runner, root)),
    ),
  );
  expect(there).toBe(here);
  expect(await readdir(host)).toEqual(["rootfs"]);
}

describe("a tree that is sent again", () => {
  test("sends nothing when the host has all of it", async () => {
    expect(await send()).toMatchObject({ sentBytes: WHOLE, heldBytes: 0 });
    const second = await send();
    expect(second).toMatchObject({ sentBytes: 0, heldBytes: WHOLE });
    expect(second.last).toEqual({ bytes: 0, total: 0, held: WHOLE, pulled: 0 });
    await expectWhole();
  });

  test("sends two hundredths at most when one was changed", async () => {
    await send();
    await writeFile(join(source, place(7)), bytes(1_007));
    const { sentBytes } = await send();
    expect(sentBytes / WHOLE).toBeLessThanOrEqual(0.02);
    expect((await readFile(tree(place(7)))).equals(bytes(1_007))).toBe(true);
    await expectWhole();
  });

  test("looks at contents, not at names or times", async () => {
    await send();
    const { mtime } = await stat(tree(place(3)));
    await writeFile(tree(place(3)), bytes(666));
    await utimes(tree(place(3)), mtime, mtime);
    expect((await send()).sentBytes).toBe(FILE_BYTES);
    await expectWhole();
  });

  test("sends nothing for files that moved or changed their mode", async () => {
    await send();
    await rename(join(source, place(1)), join(source, "moved"));
    await chmod(join(source, place(2)), 0o400);
    expect((await send()).sentBytes).toBe(0);
    await expectWhole();
  });

  test("puts files right whose mode or owner were changed on the host", async () => {
    await send();
    await chmod(tree(place(4)), 0o777);
    await bench.sh('chown 1234 "$1"', tree(place(5)));
    expect((await send()).sentBytes).toBe(0);
    expect((await stat(tree(place(5)))).uid).toBe(0);
    await expectWhole();
  });

  test("takes contents of other trees of the cluster, as copies of its own", async () => {
    await send();
    await send({ target: join(host, "applications/demo") });
    expect((await stat(tree(place(0)))).nlink).toBe(1);
    await writeFile(join(host, "applications/demo", place(0)), "changed by the application");
    expect((await readFile(tree(place(0)))).equals(bytes(0))).toBe(true);
  });

  test("leaves the previous tree as it was when it is cancelled half way", async () => {
    await send();
    const before = await treeDigest(remote, tree(), await inventoryTree(remote, tree()));
    await writeFile(join(source, place(7)), bytes(1_007));
    const cancel = new AbortController();
    await expect(
      send({ signal: cancel.signal, onProgress: () => cancel.abort() }),
    ).rejects.toThrow();
    expect(await treeDigest(remote, tree(), await inventoryTree(remote, tree()))).toBe(before);
    expect(await readdir(host)).toEqual(["rootfs"]);
  });

  test("sends all of it when what was found on the host is gone before it is taken", async () => {
    await send();
    const forgetful: Runner = {
      ...remote,
      async exec(argv, options) {
        if (argv.includes("link-held-files")) await rm(tree(place(9)));
        return remote.exec(argv, options);
      },
    };
    expect(await send({ to: forgetful })).toMatchObject({ sentBytes: WHOLE, heldBytes: 0 });
    await expectWhole();
  });

  test("works between machines without OpenSSL", async () => {
    const bare = join(bench.directory, "bare");
    await bench.sh('mkdir "$1"; ln -s /usr/bin/* "$1"; rm "$1/openssl"', bare);
    const without = (runner: Runner): Runner => ({
      ...runner,
      start: ([program, ...words], options) =>
        runner.start(["env", `PATH=${bare}`, program, ...words], options),
    });
    await send();
    const { sentBytes } = await send({ from: without(bench.runner), to: without(remote) });
    expect(sentBytes).toBe(0);
  });
});
