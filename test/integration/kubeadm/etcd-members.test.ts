import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createRedactor } from "../../../provider/src/lib/redact";
import { listMembers, removeMember } from "../../../provider/src/tools/etcd";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import type {
  Argv,
  CommandOptions,
  CommandResult,
  Runner,
} from "../../../provider/src/transports/runner";
import { labBinary } from "./lab-binaries";

let directory: string;
let etcd: ChildProcess;
let clientPort: number;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "etcd-members-"));
  makeCertificates();
  clientPort = await freePort();
  etcd = await startEtcd(await freePort());
});

afterAll(async () => {
  const ended = once(etcd, "close");
  etcd.kill("SIGKILL");
  await ended;
  rmSync(directory, { recursive: true, force: true });
});

describe.each([["curl"], ["openssl"]])("the members of a real etcd, asked by %s", (program) => {
  const host = () => controlPlane(program);

  it("are listed", async () => {
    await expect(listMembers(host())).resolves.toEqual([
      {
        id: expect.stringMatching(/^\d{5,}$/) as string,
        name: "cp-1",
        peerUrls: [expect.stringMatching(/^https:/)],
        clientUrls: [`https://127.0.0.1:${clientPort}`],
        isLearner: false,
      },
    ]);
  });

  it("stay when a member that is not there is removed", async () => {
    await expect(removeMember(host(), "12")).resolves.toHaveLength(1);
  });

  it("stay, with etcd's own words, when it refuses", async () => {
    const [only] = await listMembers(host());
    await expect(removeMember(host(), only!.id)).rejects.toThrow(
      /etcd did not do \/v3\/cluster\/member\/remove/,
    );
    await expect(listMembers(host())).resolves.toHaveLength(1);
  });
});

/** This machine as a control plane: certificates lie elsewhere, etcd has another port, one program is known. */
function controlPlane(program: string): Runner {
  const bin = join(directory, `bin-${program}`);
  mkdirSync(bin, { recursive: true });
  for (const name of ["sh", "timeout", program]) link(name, bin);
  const runner = createLocalRunner({
    redactor: createRedactor([]),
    env: { ...process.env, PATH: bin },
  });
  const here = (argv: Argv): Argv =>
    argv.map((word) =>
      word
        .replace("/etc/kubernetes/pki", join(directory, "pki"))
        .replace("127.0.0.1:2379", `127.0.0.1:${clientPort}`),
    ) as unknown as Argv;
  return {
    ...runner,
    query: (argv: Argv, options?: CommandOptions): Promise<CommandResult> =>
      runner.query(here(argv), options),
    exec: (argv: Argv, options?: CommandOptions): Promise<CommandResult> =>
      runner.exec(here(argv), options),
  };
}

function link(name: string, directory: string): void {
  const { stdout } = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
  try {
    symlinkSync(stdout.trim(), join(directory, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

function makeCertificates(): void {
  const config = join(directory, "certificates.yaml");
  writeFileSync(
    config,
    [
      "apiVersion: kubeadm.k8s.io/v1beta2",
      "kind: InitConfiguration",
      "localAPIEndpoint: {advertiseAddress: 192.0.2.1}",
      "nodeRegistration: {name: cp-1, criSocket: /run/containerd/containerd.sock}",
      "---",
      "apiVersion: kubeadm.k8s.io/v1beta2",
      "kind: ClusterConfiguration",
      "kubernetesVersion: v1.20.2",
      `certificatesDir: ${join(directory, "pki")}`,
    ].join("\n"),
  );
  const { status, stderr } = spawnSync(
    labBinary("kubeadm"),
    ["init", "phase", "certs", "all", `--config=${config}`],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(stderr);
}

async function startEtcd(peerPort: number): Promise<ChildProcess> {
  const pki = join(directory, "pki/etcd");
  const [client, peer] = [clientPort, peerPort].map((port) => `https://127.0.0.1:${port}`);
  const child = spawn(
    labBinary("etcd"),
    [
      "--name=cp-1",
      `--data-dir=${join(directory, "data")}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=cp-1=${peer}`,
      "--client-cert-auth",
      `--cert-file=${pki}/server.crt`,
      `--key-file=${pki}/server.key`,
      `--trusted-ca-file=${pki}/ca.crt`,
      "--peer-client-cert-auth",
      `--peer-cert-file=${pki}/peer.crt`,
      `--peer-key-file=${pki}/peer.key`,
      `--peer-trusted-ca-file=${pki}/ca.crt`,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  for await (const line of createInterface(child.stderr)) {
    if (line.includes("serving client requests")) break;
  }
  child.stderr.resume();
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
