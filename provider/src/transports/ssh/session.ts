import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";

import type { Redactor } from "../../lib/redact";
import { isTransportError } from "../errors";
import type { Runner } from "../runner";
import type { Spawner } from "../spawner";
import { createSpawningRunner } from "../spawning-runner";
import { channelProcess } from "./channel-process";
import { commandLine, killCommand } from "./command-line";
import type { Link, ReadyConnection } from "./link";
import { nameOf, type SshTarget } from "./settings";

/** A machine that was reached by SSH and is the one that was meant. */
export interface SshSession extends Runner {
  /** `SHA256:…` of the host key that the machine showed. Demand it as `hostKey` from now on. */
  readonly hostKeyFingerprint: string;
  /** Ends the connection, for everybody who uses it. Running commands fail. */
  close(): Promise<void>;
}

/** Makes the runner of a linked machine. A question whose connection was lost is asked once more. */
export function createSession(
  target: SshTarget,
  link: Link,
  hostKeyFingerprint: string,
  redactor: Redactor,
  close: () => Promise<void>,
): SshSession {
  const spawner: Spawner = {
    host: nameOf(target),
    spawn: async (argv, signal) => spawnOver(await link.ready(signal), argv),
  };
  const runner = createSpawningRunner(spawner, redactor);
  return {
    ...runner,
    query: (argv, options) =>
      runner.query(argv, options).catch((error: unknown) => {
        const isRepeatable = !(options?.stdin instanceof Readable);
        if (isRepeatable && isTransportError(error) && error.kind === "closed" && error.retryable)
          return runner.query(argv, options);
        throw error;
      }),
    hostKeyFingerprint,
    close,
  };
}

async function spawnOver(
  { connection, channels, elevation }: ReadyConnection,
  argv: Parameters<Spawner["spawn"]>[0],
): ReturnType<Spawner["spawn"]> {
  const callId = randomUUID();
  const channel = await channels.open(commandLine(argv, elevation, callId));
  const { password = "" } = connection.hop;
  const answerSudo = elevation === "sudo-with-password" ? `${password}\n` : undefined;
  if (answerSudo !== undefined) channel.write(answerSudo);

  return channelProcess(channel, connection, () => {
    const line = commandLine(killCommand(callId), elevation, `kill-${callId}`);
    channels
      .openAtOnce(line)
      .then((killer) => killer.resume().end(answerSudo))
      .catch(() => undefined);
  });
}
