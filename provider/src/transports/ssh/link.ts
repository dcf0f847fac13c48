import { abortable } from "../../lib/abortable";
import { retry } from "../../lib/retry";
import { createSharedCalls, type SharedCalls } from "../../lib/shared-calls";
import { commandCancelled, isTransportError } from "../errors";
import type { CommandResult } from "../runner";
import { createChannels, type Channels } from "./channels";
import type { Elevation } from "./command-line";
import type { Connection } from "./connection";
import { probeElevation } from "./elevation";
import { createShells, type Shells } from "./standing-shell";
import { nameOf, SSH_DEFAULTS, type SshTarget } from "./settings";

/** A connection over which commands can run as root. */
export interface ReadyConnection {
  readonly connection: Connection;
  readonly channels: Channels;
  readonly shells: Shells;
  readonly elevation: Elevation;
}

/** The one connection to a machine, made when it is needed and made again when it was lost. */
export interface Link {
  /** The living connection. @throws TransportError */
  ready(signal?: AbortSignal): Promise<ReadyConnection>;
  /** The connection that was made last, if it lives. */
  current(): Connection | undefined;
  /** What is asked of the machine. */
  readonly questions: SharedCalls<CommandResult>;
  close(): Promise<void>;
}

/** Makes one attempt to connect that may last so many milliseconds. */
export type Dial = (timeoutMs: number) => Promise<Connection>;

/** Makes a {@link Link}. Attempts that may succeed later are repeated, with back-off, for as long as the target says. */
export function createLink(target: SshTarget, dial: Dial): Link {
  let latest: Connection | undefined;
  let pending: Promise<ReadyConnection> | undefined;
  let isClosed = false;

  const connect = (): Promise<ReadyConnection> => {
    const attempt = retry((remainingMs) => dial(remainingMs).then(prepare), {
      withinMs: target.connectTimeoutMs ?? SSH_DEFAULTS.connectTimeoutMs,
      isRetryable: (error) => !isClosed && isTransportError(error) && error.retryable,
    });
    const forget = (): void => {
      if (pending === attempt) pending = undefined;
    };
    attempt.then(({ connection }) => {
      latest = connection;
      if (isClosed) connection.close();
      void connection.ended.then(forget);
    }, forget);
    return attempt;
  };

  return {
    ready(signal) {
      if (isClosed) return Promise.reject(commandCancelled(nameOf(target), "connecting"));
      if (latest?.isOpen() === false) pending = latest = undefined;
      pending ??= connect();
      // One caller's cancelling must not take the connection from the others who wait for it.
      return abortable(pending, signal, () => commandCancelled(nameOf(target), "connecting"));
    },
    current: () => (latest?.isOpen() === true ? latest : undefined),
    questions: createSharedCalls(),
    async close() {
      isClosed = true;
      const ready = await pending?.catch(() => undefined);
      ready?.connection.close();
      await ready?.connection.ended;
    },
  };
}

async function prepare(connection: Connection): Promise<ReadyConnection> {
  const channels = createChannels(connection);
  try {
    const elevation = await probeElevation(connection, channels);
    return { connection, channels, shells: createShells(channels), elevation };
  } catch (error) {
    connection.close();
    throw error;
  }
}
