import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createRedactor } from "../../../provider/src/lib/redact";
import { createLocalRunner } from "../../../provider/src/transports/local/local-runner";
import type { Argv, Runner } from "../../../provider/src/transports/runner";
import { labBinary } from "./lab-binaries";

/** Programs of a control plane on this machine, with certificates that kubeadm made, in a directory of their own. */
export interface RealControlPlane {
  readonly etcdPort: number;
  /** Reaches it as a host on which only these programs are known; the paths and ports of a control plane are translated. */
  runner(...programs: readonly string[]): Runner;
  startEtcd(): Promise<void>;
  /** Wants etcd. */
  startApiServer(): Promise<void>;
  close(): Promise<void>;
}

/** Makes the certificates and the kubeconfig of a control plane; starts nothing yet. */
export async function openControlPlane(): Promise<RealControlPlane> {
  const directory = mkdtempSync(join(tmpdir(), "control-plane-"));
  const [etcdPort, peerPort, apiPort] = [await freePort(), await freePort(), await freePort()];
  makeCredentials(directory, apiPort);
  const running: ChildProcess[] = [];
  return {
    etcdPort,
    runner: (...programs) => runnerFor(directory, etcdPort, programs),
    async startEtcd() {
      const argv = etcdCommand(directory, etcdPort, peerPort);
      running.push(await start(argv, "serving client requests"));
    },
    async startApiServer() {
      const argv = apiServerCommand(directory, etcdPort, apiPort);
      running.push(await start(argv, "Serving securely"));
    },
    async close() {
      const ends = running.map((child) => once(child, "close"));
      running.forEach((child) => child.kill("SIGKILL"));
      await Promise.all(ends);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function makeCredentials(directory: string, apiPort: number): void {
  const config = join(directory, "kubeadm.yaml");
  writeFileSync(
    config,
    [
      "apiVersion: kubeadm.k8s.io/v1beta2",
      "kind: InitConfiguration",
      `localAPIEndpoint: {advertiseAddress: 192.0.2.1, bindPort: ${apiPort}}`,
      "nodeRegistration: {name: cp-1, criSocket: /run/containerd/containerd.sock}",
      "---",
      "apiVersion: kubeadm.k8s.io/v1beta2",
      "kind: ClusterConfiguration",
      "kubernetesVersion: v1.20.2",
      `controlPlaneEndpoint: 127.0.0.1:${apiPort}`,
      `certificatesDir: ${join(directory, "pki")}`,
    ].join("\n"),
  );
  const phase = (...words: readonly string[]): void => {
    const argv = ["init", "phase", ...words, `--config=${config}`];
    const { status, stderr } = spawnSync(labBinary("kubeadm"), argv, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  };
  phase("certs", "all");
  phase("kubeconfig", "admin", `--kubeconfig-dir=${directory}`);
}

function etcdCommand(directory: string, port: number, peerPort: number): Argv {
  const pki = join(directory, "pki/etcd");
  const [client, peer] = [port, peerPort].map((one) => `https://127.0.0.1:${one}`);
  return [
    labBinary("etcd"),
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
  ];
}

function apiServerCommand(directory: string, etcdPort: number, port: number): Argv {
  const pki = join(directory, "pki");
  return [
    labBinary("kube-apiserver"),
    `--secure-port=${port}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=192.0.2.1",
    "--authorization-mode=Node,RBAC",
    "--service-cluster-ip-range=10.96.0.0/22",
    `--etcd-servers=https://127.0.0.1:${etcdPort}`,
    `--etcd-cafile=${pki}/etcd/ca.crt`,
    `--etcd-certfile=${pki}/apiserver-etcd-client.crt`,
    `--etcd-keyfile=${pki}/apiserver-etcd-client.key`,
    `--client-ca-file=${pki}/ca.crt`,
    `--tls-cert-file=${pki}/apiserver.crt`,
    `--tls-private-key-file=${pki}/apiserver.key`,
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    `--service-account-key-file=${pki}/sa.pub`,
    `--service-account-signing-key-file=${pki}/sa.key`,
  ];
}

async function start([program, ...words]: Argv, sign: string): Promise<ChildProcess> {
  const child = spawn(program, words, { stdio: ["ignore", "ignore", "pipe"] });
  const lines: string[] = [];
  for await (const line of createInterface(child.stderr)) {
    lines.push(line);
    if (!line.includes(sign)) continue;
    child.stderr.resume();
    return child;
  }
  throw new Error(`${program} ended:\n${lines.slice(-20).join("\n")}`);
}

function runnerFor(directory: string, etcdPort: number, programs: readonly string[]): Runner {
  const bin = mkdtempSync(join(directory, "bin-"));
  programs.forEach((program) => symlinkSync(pathOf(program), join(bin, program)));
  const local = createLocalRunner({
    redactor: createRedactor(),
    env: { PATH: bin, HOME: directory },
  });
  const here = ([program, ...words]: Argv): Argv => [
    program,
    ...words.map((word) =>
      word
        .replace("/etc/kubernetes/", `${directory}/`)
        .replace("127.0.0.1:2379", `127.0.0.1:${etcdPort}`),
    ),
  ];
  return {
    ...local,
    query: (argv, options) => local.query(here(argv), options),
    exec: (argv, options) => local.exec(here(argv), options),
  };
}

function pathOf(program: string): string {
  if (program === "kubectl") return labBinary("kubectl");
  return spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
