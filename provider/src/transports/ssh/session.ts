import { Readable } from "node:stream";

import type { Redactor } from "../../lib/redact";
import { commandCancelled, isTransportError } from "../errors";
import type { CommandOptions, Runner } from "../runner";
import type { Spawner } from "../spawner";
import { createSpawningRunner } from "../spawning-runner";
import { overChannel } from "./channel-process";
import type { Link } from "./link";
import { remoteCall, type Carrier } from "./remote-call";
import { overShell } from "./standing-shell";
import { nameOf, type SshTarget } from "./settings";

/** The longest input that travels as part of a shell's line, in characters. */
const MOST_TEXT = 64 << 10;

/** A machine that was reached by SSH and is the one that was meant. */
export interface SshSession extends Runner {
  /** `SHA256:…` of the host key that the machine showed. Demand it as `hostKey` from now on. */
  readonly hostKeyFingerprint: string;
  /** Ends the connection, for everybody who uses it. Running commands fail. */
  close(): Promise<void>;
}

/** What a session is made of. */
export interface SessionParts {
  readonly target: SshTarget;
  readonly link: Link;
  readonly hostKeyFingerprint: string;
  readonly redactor: Redactor;
  /** Carries bulk data. Default: a channel of the link, as for all else. */
  readonly bulk?: Carrier | undefined;
  readonly close: () => Promise<void>;
}

/**
 * Makes the runner of a linked machine. A question whose connection was lost is asked once more; one that several ask at the same
 * time is asked once for all of them.
 */
export function createSession(parts: SessionParts): SshSession {
  const { target, link, hostKeyFingerprint, redactor, bulk, close } = parts;
  const runnerOver = (carrier: Carrier): Runner => {
    const spawner: Spawner = {
      host: nameOf(target),
      async spawn(argv, signal) {
        const ready = await link.ready(signal);
        return carrier(ready, remoteCall(ready, argv));
      },
    };
    return createSpawningRunner(spawner, redactor);
  };
  const runner = runnerOver(overChannel);
  const brief = runnerOver(overShell);
  const streams = bulk === undefined ? runner : runnerOver(bulk);
  const exec: Runner["exec"] = (argv, options) =>
    (hasShortInput(options) ? brief : runner).exec(argv, options);
  const ask: Runner["query"] = (argv, options) =>
    exec(argv, options).catch((error: unknown) => {
      const isRepeatable = !(options?.stdin instanceof Readable);
      if (isRepeatable && isTransportError(error) && error.kind === "closed" && error.retryable)
        return exec(argv, options);
      throw error;
    });
  return {
    host: runner.host,
    exec,
    start: (argv, options) => (options?.isBulk === true ? streams : runner).start(argv, options),
    query: (argv, { signal, ...options } = {}) => {
      if (options.stdin !== undefined || options.onLine) return ask(argv, { ...options, signal });
      return link.questions({
        key: JSON.stringify([argv, options]),
        make: (sharedSignal) => ask(argv, { ...options, signal: sharedSignal }),
        signal,
        cancelled: () => commandCancelled(runner.host, argv[0]),
      });
    },
    hostKeyFingerprint,
    close,
  };
}

// What a shell can be told in a line of its own.
function hasShortInput({ stdin = "" }: CommandOptions = {}): boolean {
  return typeof stdin === "string" && stdin.length <= MOST_TEXT && !stdin.includes("\0");
}
