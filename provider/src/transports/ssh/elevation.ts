import type { ClientChannel } from "ssh2";

import type { Channels } from "./channels";
import { commandLine, type Elevation } from "./command-line";
import type { Connection } from "./connection";
import { noSudo } from "./errors";
import { userOf } from "./settings";

/**
 * Finds out how commands become root on a new connection: not at all for root (or where `sudo` is switched off),
 * else by sudo without a password, else by sudo with the password of the login.
 *
 * @throws TransportError of kind `sudo` when none of them works.
 */
export async function probeElevation({ hop }: Connection, channels: Channels): Promise<Elevation> {
  const user = userOf(hop);
  const needsSudo = hop.sudo ?? user !== "root";
  if (!needsSudo) return "none";

  const silent = await probe(channels, "sudo");
  if (silent.works) return "sudo";
  if (hop.password === undefined) throw noSudo(hop, user, false, silent.said);
  const answered = await probe(channels, "sudo-with-password", hop.password);
  if (answered.works) return "sudo-with-password";
  throw noSudo(hop, user, true, answered.said);
}

interface ProbeAnswer {
  readonly works: boolean;
  /** The first line of what sudo said. */
  readonly said: string;
}

async function probe(
  channels: Channels,
  elevation: Elevation,
  password?: string,
): Promise<ProbeAnswer> {
  const channel = await channels.open(commandLine(["true"], elevation, "probe"));
  channel.end(password === undefined ? "" : `${password}\n`);
  return answerOf(channel);
}

function answerOf(channel: ClientChannel): Promise<ProbeAnswer> {
  const chunks: Buffer[] = [];
  channel.resume();
  channel.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    channel.once("close", (code: number | null | undefined) => {
      const [said = ""] = Buffer.concat(chunks).toString("utf8").trim().split("\n");
      resolve({ works: code === 0, said });
    });
  });
}
