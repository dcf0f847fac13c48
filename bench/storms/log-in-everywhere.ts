import { execFile } from "node:child_process";
import { createLimit } from "../../provider/src/lib/limit";
import { createRedactor } from "../../provider/src/lib/redact";
import { createSshPool } from "../../provider/src/transports/ssh/pool";
import type { SshHop } from "../../provider/src/transports/ssh/settings";
import type { Door, HostsBehindBastion } from "./hosts-behind-bastion";

/** How a storm went. */
export interface Storm {
  readonly seconds: number;
  readonly failed: number;
}

/** Runs `true` on every host over the provider's own connections, as many hosts at a time as `concurrency.hosts` allows. */
export async function byPool(
  place: HostsBehindBastion,
  hosts: number,
  atOnce: number,
): Promise<Storm> {
  const identity = { home: "/nonexistent", agentSocket: undefined };
  const pool = createSshPool({ redactor: createRedactor(), identity });
  const bastion = hopOf(place.bastion, "127.0.0.1");
  try {
    return await storm(hosts, atOnce, async (index) => {
      const session = await pool.connect({
        ...hopOf(place.hosts, place.addressOf(index)),
        bastion,
      });
      await session.exec(["true"]);
    });
  } finally {
    await pool.dispose();
  }
}

/** The same by OpenSSH's client and its ProxyJump: a way through the bastion for each host. */
export function byOpenSsh(
  place: HostsBehindBastion,
  hosts: number,
  atOnce: number,
): Promise<Storm> {
  const plain = [
    "-F/dev/null",
    "-oBatchMode=yes",
    "-oStrictHostKeyChecking=no",
    "-oLogLevel=ERROR",
  ];
  const known = "-oUserKnownHostsFile=/dev/null";
  const doorOf = ({ port, privateKeyFile }: Door) => [`-p${port}`, `-i${privateKeyFile}`];
  const jump = ["ssh", ...plain, known, ...doorOf(place.bastion), "-W[%h]:%p", "root@127.0.0.1"];
  return storm(hosts, atOnce, (index) =>
    run("ssh", [
      ...[...plain, known, ...doorOf(place.hosts), `-oProxyCommand=${jump.join(" ")}`],
      ...[`root@${place.addressOf(index)}`, "true"],
    ]),
  );
}

async function storm(
  hosts: number,
  atOnce: number,
  logIn: (index: number) => Promise<void>,
): Promise<Storm> {
  const limit = createLimit(atOnce);
  const from = performance.now();
  const indexes = Array.from({ length: hosts }, (_, index) => index);
  const ends = await Promise.allSettled(indexes.map((index) => limit(() => logIn(index))));
  return {
    seconds: (performance.now() - from) / 1000,
    failed: ends.filter(({ status }) => status === "rejected").length,
  };
}

function hopOf({ port, privateKey, hostKey }: Door, address: string): SshHop {
  return { address, port, privateKey, hostKey, user: "root" };
}

function run(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, args, (error) =>
      error === null ? resolve() : reject(new Error(error.message)),
    );
  });
}
