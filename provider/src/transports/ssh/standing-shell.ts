import { randomBytes } from "node:crypto";
import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { finished } from "node:stream/promises";

import type { ClientChannel } from "ssh2";

import { signalNumber } from "../../lib/signal-number";
import type { ProcessEnd, RemoteProcess } from "../spawner";
import { overChannel } from "./channel-process";
import type { Channels } from "./channels";
import { connectionLost } from "./errors";
import type { ReadyConnection } from "./link";
import { endCall, type Carrier, type RemoteCall } from "./remote-call";
import { cutAtMarks, FITNESS_CHECK, SHELL_LINE, shellCall } from "./shell-call";

/** How many commands of a connection run in shells at a time; others get a channel of their own. */
const MOST_SHELLS = 3;

/**
 * Carries a command whose input is a short text over a shell that stays: no session is opened and no login shell started for it,
 * and it takes one journey to the machine and back where a channel takes two.
 */
export const overShell: Carrier = async (ready, call) => {
  const shell = await ready.shells.take();
  return shell === undefined ? overChannel(ready, call) : runInShell(ready, shell, call);
};

/** The shells of one connection, each of which runs one command after the other. */
export interface Shells {
  /** One that is idle; undefined where all are busy, or where they were given up. @throws TransportError */
  take(): Promise<ClientChannel | undefined>;
  giveBack(shell: ClientChannel): void;
  /** Ends those that are idle, and starts no other. */
  giveUp(): void;
}

/** Makes the {@link Shells} of a connection. Where sessions are scarce, none stays. */
export function createShells(channels: Channels): Shells {
  const idle = new Set<ClientChannel>();
  let most = MOST_SHELLS;
  let present = 0;
  const giveUp = (): void => {
    most = 0;
    idle.forEach((shell) => shell.close());
  };
  channels.onScarce(giveUp);

  const open = async (): Promise<ClientChannel> => {
    present += 1;
    try {
      const shell = await channels.open(SHELL_LINE);
      shell.write(FITNESS_CHECK);
      shell.once("close", () => {
        present -= 1;
        idle.delete(shell);
      });
      return shell;
    } catch (error) {
      present -= 1;
      throw error;
    }
  };
  return {
    async take() {
      const [shell] = idle;
      if (shell === undefined) return present < most ? open() : undefined;
      idle.delete(shell);
      return shell;
    },
    giveBack(shell) {
      if (most === 0) shell.close();
      else idle.add(shell);
    },
    giveUp,
  };
}

function runInShell(ready: ReadyConnection, shell: ClientChannel, call: RemoteCall): RemoteProcess {
  const { hop } = ready.connection;
  const mark = randomBytes(16).toString("hex");
  const [before, stdout, exitCode] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const stderr = new PassThrough();
  cutAtMarks(shell, mark, [before.resume(), stdout, exitCode]);
  cutAtMarks(shell.stderr, mark, [undefined, stderr]);

  let input = "";
  const stdin = collect((whole) => {
    input = whole;
    shell.write(shellCall(call.shellCommand, `${call.prelude ?? ""}${input}`, mark));
  });
  const runOverChannel = async (): Promise<ProcessEnd> => {
    ready.shells.giveUp();
    const process = await overChannel(ready, call);
    process.stdout.pipe(stdout);
    process.stderr.pipe(stderr);
    process.stdin.end(input);
    const [end] = await Promise.all([process.end, finished(stdout), finished(stderr)]);
    return end;
  };

  let isKilled = false;
  let giveUp = (): void => undefined;
  const end = new Promise<ProcessEnd>((resolve, reject) => {
    giveUp = () => resolve({ exitCode: 137 });
    // What a command ended with comes between marks. A shell that ends before the first is not fit, or not what the login gives, and has
    // begun nothing; one that ends after it says nothing of the command, unless somebody killed both.
    const shellEnds = (code?: number | null, signal?: string): void => {
      if (code === undefined) reject(connectionLost(hop));
      else if (!before.writableEnded && !isKilled) runOverChannel().then(resolve, reject);
      else if (code === null || isKilled) resolve({ exitCode: 128 + signalNumber(signal) });
      else reject(connectionLost(hop));
    };
    shell.once("close", shellEnds);
    void Promise.all([text(exitCode), finished(stdout), finished(stderr)]).then(([code]) => {
      if (isKilled) return;
      shell.off("close", shellEnds);
      ready.shells.giveBack(shell);
      resolve({ exitCode: Number(code) });
    });
  });
  return {
    stdin,
    stdout,
    stderr,
    end,
    kill() {
      // Its session ends when all that the command started has ended.
      isKilled = true;
      shell.end();
      endCall(call.askToEnd, end, () => {
        giveUp();
        shell.close();
      });
    },
  };
}

/** Takes an input as a whole. */
function collect(take: (input: string) => void): Writable {
  const chunks: Buffer[] = [];
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
    final(done) {
      take(Buffer.concat(chunks).toString("utf8"));
      done();
    },
  });
}
