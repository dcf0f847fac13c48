import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startOpenSshServer } from "../../test/support/sshd/openssh-server";

/** A bastion with stock limits, and hosts behind it: two sshd of this machine, the hosts being addresses of one of them. */
export interface HostsBehindBastion {
  readonly bastion: Door;
  readonly hosts: Door;
  /** 127.1.x.y: one of 254 × 254. */
  addressOf(index: number): string;
  /** How often either server refused somebody since the last call of this function. */
  takeRefusals(): number;
  dispose(): Promise<void>;
}

/** How to log in. */
export interface Door {
  readonly port: number;
  readonly privateKey: string;
  readonly privateKeyFile: string;
  readonly hostKey: string;
}

/** Starts both servers; needs root, as sshd does. */
export async function openHostsBehindBastion(): Promise<HostsBehindBastion> {
  const folder = mkdtempSync(join(tmpdir(), "storms-"));
  const logs = ["bastion", "hosts"].map((name) => join(folder, name));
  logs.forEach((log) => writeFileSync(log, ""));
  const bastion = await startOpenSshServer({
    config: ["MaxStartups 10:30:100", "MaxSessions 10", "LogLevel VERBOSE"],
    logFile: logs[0]!,
  });
  // Every host would have limits of its own; one server for all of them must not count them together.
  const hosts = await startOpenSshServer({
    config: ["MaxStartups 1000", "LogLevel VERBOSE"],
    listenAddress: "0.0.0.0",
    logFile: logs[1]!,
  });
  return {
    bastion: doorOf(bastion),
    hosts: doorOf(hosts),
    addressOf: (index) => `127.1.${Math.floor(index / 254)}.${(index % 254) + 1}`,
    takeRefusals() {
      const text = logs.map((log) => readFileSync(log, "utf8")).join("");
      logs.forEach((log) => truncateSync(log));
      return (text.match(REFUSAL) ?? []).length;
    },
    async dispose() {
      await Promise.all([bastion.dispose(), hosts.dispose()]);
      rmSync(folder, { recursive: true });
    },
  };
}

const REFUSAL = /drop connection|no more sessions|Failed (publickey|password)/g;

function doorOf(server: Awaited<ReturnType<typeof startOpenSshServer>>): Door {
  return {
    port: server.port,
    privateKey: server.privateKey,
    privateKeyFile: join(server.directory, "id_ed25519"),
    hostKey: server.fingerprints.ed25519,
  };
}
