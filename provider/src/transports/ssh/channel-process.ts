import { Writable } from "node:stream";

import type { ClientChannel } from "ssh2";

import { signalNumber } from "../../lib/signal-number";
import type { ProcessEnd, RemoteProcess } from "../spawner";
import type { Connection } from "./connection";
import { connectionLost } from "./errors";
import { endCall, type Carrier } from "./remote-call";

/** Carries a command over a channel of the connection. */
export const overChannel: Carrier = async ({ connection, channels }, call) => {
  const channel = await channels.open(call.line);
  if (call.prelude !== undefined) channel.write(call.prelude);
  return channelProcess(channel, connection, call.askToEnd);
};

/** Presents an SSH channel as a process. `askToEnd` ends the command on the machine. */
function channelProcess(
  channel: ClientChannel,
  connection: Connection,
  askToEnd: () => void,
): RemoteProcess {
  const stdin = writableOf(channel);
  let giveUp = (): void => undefined;
  const end = new Promise<ProcessEnd>((resolve, reject) => {
    giveUp = () => resolve({ exitCode: 137 });
    // "close" repeats what "exit" said; "exit" itself may come in one packet with the start, before anybody listens.
    channel.once("close", (code?: number | null, signal?: string) => {
      if (code === undefined) reject(connectionLost(connection.hop));
      else resolve({ exitCode: code ?? 128 + signalNumber(signal) });
    });
    void connection.ended.then(reject);
  });
  const closeInput = (): void => void stdin.destroy();
  end.then(closeInput, closeInput);

  return {
    stdin,
    stdout: channel,
    stderr: channel.stderr,
    end,
    kill: () =>
      endCall(askToEnd, end, () => {
        giveUp();
        channel.close();
      }),
  };
}

/**
 * The input of a channel. ssh2 leaves a write unanswered for ever when the other side has closed; this stream
 * fails instead, so that whoever feeds it stops.
 */
function writableOf(channel: ClientChannel): Writable {
  const input = new Writable({
    write: (chunk, _encoding, written) => {
      if (channel.writable) channel.write(chunk, (error) => written(error && brokenPipe()));
      else written(brokenPipe());
    },
    final(finished) {
      channel.end();
      finished();
    },
    destroy(error, destroyed) {
      const isUnfinished = !this.writableFinished;
      destroyed(error ?? (isUnfinished ? brokenPipe() : null));
    },
  });
  // Who feeds it notices; a command that is not fed may end at any time.
  input.on("error", () => undefined);
  return input;
}

function brokenPipe(): Error {
  return Object.assign(new Error("The command no longer reads its input."), { code: "EPIPE" });
}
