import type { ClientChannel } from "ssh2";

import { delay } from "../../lib/delay";
import { createGate } from "../../lib/limit";
import type { Connection } from "./connection";
import { connectionLost, tooManySessions } from "./errors";

/** Stock sshd allows ten sessions a connection (MaxSessions). Two stay free for ending commands. */
const MOST_SESSIONS = 8;

const ALONE_ATTEMPTS = 10;
const ALONE_PAUSE_MS = 50;

/** The sessions of one connection: so many at a time that the server never has to refuse one. */
export interface Channels {
  /** Starts a command line; waits while too many others run. @throws TransportError */
  open(line: string): Promise<ClientChannel>;
  /** Starts one at once, for ending another. @throws TransportError */
  openAtOnce(line: string): Promise<ClientChannel>;
  /** Calls when the server turns out to allow fewer sessions than were tried. */
  onScarce(listener: () => void): void;
}

/** Makes the {@link Channels} of a connection. A server that allows fewer sessions is adapted to. */
export function createChannels(connection: Connection): Channels {
  const gate = createGate(MOST_SESSIONS);
  const listeners: (() => void)[] = [];
  let present = 0;

  const open = async (line: string, patience = ALONE_ATTEMPTS): Promise<ClientChannel> => {
    const giveBack = await gate.enter();
    const leave = (): void => {
      present -= 1;
      giveBack();
    };
    present += 1;
    const hadCompany = present > 1;
    try {
      const channel = await execLine(connection, line);
      channel.once("close", leave);
      return channel;
    } catch (error) {
      const isAlone = !hadCompany && present === 1;
      const isFinal = !isRefusal(error) || (isAlone && patience === 0);
      if (!isFinal) {
        gate.narrow();
        listeners.forEach((listener) => listener());
      }
      leave();
      if (isFinal) throw toTransportError(connection, error);
      // A server may count a session for a moment longer than it lasted.
      if (isAlone) await delay(ALONE_PAUSE_MS);
      return open(line, isAlone ? patience - 1 : patience);
    }
  };

  return {
    open: (line) => open(line),
    openAtOnce: (line) =>
      execLine(connection, line).catch((error: unknown) => {
        throw toTransportError(connection, error);
      }),
    onScarce: (listener) => void listeners.push(listener),
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
