import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { root } from "../machine.mjs";

const lab = {
  ...process.env,
  LAB_NAME: process.env.LAB_NAME ?? "demo",
  LAB_NET: process.env.LAB_NET ?? "10.91.0",
};

/** Three hosts of the lab, `fresh` ones or those that run: `{name, user, address, port, ssh, hostKey?}` each. */
export function startLabHosts({ fresh }) {
  const up = ["up", "3", ...(fresh ? ["--fresh"] : [])];
  const { hosts, knownHosts } = JSON.parse(runLab(up));
  return withNames(hosts).map(({ name, user, address, port, keyPath, hostKey }) => ({
    ...{ name, user, address, port, hostKey, keyPath },
    ssh: [
      "-i",
      keyPath,
      "-o",
      `UserKnownHostsFile=${knownHosts}`,
      "-o",
      "StrictHostKeyChecking=yes",
    ],
  }));
}

/** Takes the lab's hosts down, traces and all. */
export function stopLabHosts() {
  runLab(["down"]);
}

/** The practitioner's own machines, reached as OpenSSH would. */
export function ownHosts(hosts) {
  const keyPath = process.env.DEMO_SSH_KEY ?? (process.env.SSH_AUTH_SOCK ? undefined : firstKey());
  return withNames(hosts).map((host) => ({
    ...host,
    keyPath,
    ssh: [
      "-o",
      "StrictHostKeyChecking=accept-new",
      ...(keyPath === undefined ? [] : ["-i", keyPath]),
    ],
  }));
}

/** What a command prints on a host, run by a shell as root; throws with its errors when it fails. */
export function onHost({ user, address, port, ssh }, command, input = "") {
  const target = [
    "-p",
    String(port),
    "-o",
    "BatchMode=yes",
    "-o",
    "ConnectTimeout=15",
    `${user}@${address}`,
  ];
  const asRoot = user === "root" ? command : `sudo -n ${command}`;
  const { status, stdout, stderr } = spawnSync("ssh", [...ssh, ...target, asRoot], {
    encoding: "utf8",
    input,
    maxBuffer: 1 << 28,
  });
  if (status !== 0)
    throw new Error(`${user}@${address}: ${command} ended with ${status}: ${stderr.trim()}`);
  return stdout;
}

/** What an installation could leave on a host, a sorted line a thing; see lab/hosts/trace.sh. */
export function traceOf(host) {
  const script = readFileSync(join(root, "lab/hosts/trace.sh"), "utf8");
  return onHost(host, "bash -s", script).trimEnd().split("\n");
}

/** What `SealosProvider` of the quickstart takes to reach these hosts. */
export function providerSettings(hosts) {
  const [{ user, keyPath }] = hosts;
  const login = (name) => ({
    user: name,
    ...(keyPath === undefined ? {} : { privateKeyFile: keyPath }),
  });
  const others = [...new Set(hosts.map((host) => host.user))].filter((name) => name !== user);
  return {
    ssh: login(user),
    ...(others.length === 0
      ? {}
      : { sshProfiles: Object.fromEntries(others.map((name) => [name, login(name)])) }),
  };
}

/** What the quickstart takes as `SEALOS_HOSTS`. */
export function hostSettings(hosts) {
  const [{ user: firstUser }] = hosts;
  return Object.fromEntries(
    hosts.map(({ name, user, address, port, hostKey }) => [
      name,
      { address, port, hostKey, ...(user === firstUser ? {} : { sshProfile: user }) },
    ]),
  );
}

function withNames(hosts) {
  return hosts.map((host, index) => ({ ...host, name: index === 0 ? "cp-1" : `worker-${index}` }));
}

function runLab(args) {
  return execFileSync("bash", [join(root, "lab/lab.sh"), ...args], {
    env: lab,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
}

function firstKey() {
  return ["id_ed25519", "id_rsa"]
    .map((name) => join(homedir(), ".ssh", name))
    .find((file) => existsSync(file));
}
