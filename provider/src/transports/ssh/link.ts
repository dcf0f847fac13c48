import { retry } from "../../lib/retry";
import { commandCancelled, isTransportError } from "../errors";
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
      return abortable(pending, target, signal);
    },
    current: () => (latest?.isOpen() === true ? latest : undefined),
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

// One caller's cancelling must not take the connection from the others who wait for it.
function abortable<T>(work: Promise<T>, target: SshTarget, signal?: AbortSignal): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const cancel = (): void => reject(commandCancelled(nameOf(target), "connecting"));
    if (signal.aborted) cancel();
    signal.addEventListener("abort", cancel, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", cancel));
  });
}
