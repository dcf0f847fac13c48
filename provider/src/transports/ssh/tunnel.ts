import type { Duplex } from "node:stream";

import type { Connection } from "./connection";
import { noAnswer, refusedForward } from "./errors";
import { addressOf, portOf, type SshHop } from "./settings";

/**
 * Opens a way to a machine through a bastion, for the bytes of another SSH connection. The bastion resolves the name.
 *
 * @throws TransportError when the bastion cannot or may not reach it, or does not say within the limit.
 */
export function openTunnel(bastion: Connection, target: SshHop, limitMs: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(noAnswer(target)), limitMs);
    const address = addressOf(target);
    bastion.client.forwardOut("127.0.0.1", 0, address, portOf(target), (error, channel) => {
      clearTimeout(timer);
      if (error === undefined) resolve(channel);
      else reject(refusedForward(target, bastion.hop, error));
    });
  });
}
