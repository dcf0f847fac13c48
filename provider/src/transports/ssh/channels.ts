import type { ClientChannel } from "ssh2";

import { createGate } from "../../lib/limit";
import type { Connection } from "./connection";
import { connectionLost, tooManySessions } from "./errors";

/** Stock sshd allows ten sessions a connection (MaxSessions). Two stay free for ending commands. */
const MOST_SESSIONS = 8;

/** The sessions of one connection: so many at a time that the server never has to refuse one. */
export interface Channels {
  /** Starts a command line; waits while too many others run. @throws TransportError */
  open(line: string): Promise<ClientChannel>;
  /** Starts one at once, for ending another. @throws TransportError */
  openAtOnce(line: string): Promise<ClientChannel>;
}

/** Makes the {@link Channels} of a connection. A server that allows fewer sessions is adapted to. */
export function createChannels(connection: Connection): Channels {
  const gate = createGate(MOST_SESSIONS);
  let running = 0;

  const open = async (line: string): Promise<ClientChannel> => {
    const leave = await gate.enter();
    try {
      const channel = await execLine(connection, line);
      running += 1;
      channel.once("close", () => {
        running -= 1;
        leave();
      });
      return channel;
    } catch (error) {
      const mayFitLater = isRefusal(error) && running > 0;
      if (mayFitLater) gate.narrow();
      leave();
      if (mayFitLater) return open(line);
      throw toTransportError(connection, error);
    }
  };

  return {
    open,
    openAtOnce: (line) =>
      execLine(connection, line).catch((error: unknown) => {
        throw toTransportError(connection, error);
      }),
  };
}

function execLine({ client }: Connection, line: string): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    client.exec(line, (error, channel) => {
      if (error === undefined) resolve(channel);
      else reject(error);
    });
  });
}

// RFC 4254, 5.1: a refused channel carries a reason code; a lost connection does not.
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && "reason" in error && typeof error.reason === "number";
}

function toTransportError({ hop }: Connection, error: unknown): Error {
  return isRefusal(error) ? tooManySessions(hop, error) : connectionLost(hop, error);
}
