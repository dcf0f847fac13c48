import { randomUUID } from "node:crypto";

import type { Argv } from "../runner";
import type { ProcessEnd, RemoteProcess } from "../spawner";
import { commandLine, killCommand, shellCommand } from "./command-line";
import type { ReadyConnection } from "./link";

/** A command as it goes to a machine. */
export interface RemoteCall {
  /** What the login shell gets. */
  readonly line: string;
  /** What `sh` gets. */
  readonly shellCommand: string;
  /** What the command reads before its own input: the answer to sudo. */
  readonly prelude: string | undefined;
  /** Ends the command, and what it started, over a channel of its own. */
  readonly askToEnd: () => void;
}

/** A way for a command to its machine. */
export type Carrier = (ready: ReadyConnection, call: RemoteCall) => Promise<RemoteProcess>;

/** How long a command may take to end after it was told to; then it is given up. */
const KILL_GRACE_MS = 6_000;

/** Ends a command that is under way, and gives it up when it has not ended in time. */
export function endCall(
  askToEnd: RemoteCall["askToEnd"],
  end: Promise<ProcessEnd>,
  giveUp: () => void,
): void {
  askToEnd();
  const timer = setTimeout(giveUp, KILL_GRACE_MS);
  void end.catch(() => undefined).finally(() => clearTimeout(timer));
}

/** Writes the {@link RemoteCall} of a command. */
export function remoteCall(
  { connection, channels, elevation }: ReadyConnection,
  argv: Argv,
): RemoteCall {
  const callId = randomUUID();
  const { password = "" } = connection.hop;
  const prelude = elevation === "sudo-with-password" ? `${password}\n` : undefined;
  return {
    line: commandLine(argv, elevation, callId),
    shellCommand: shellCommand(argv, elevation, callId),
    prelude,
    askToEnd() {
      const line = commandLine(killCommand(callId), elevation, `kill-${callId}`);
      channels
        .openAtOnce(line)
        .then((killer) => killer.resume().end(prelude))
        .catch(() => undefined);
    },
  };
}
