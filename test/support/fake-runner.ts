import { once } from "node:events";
import { Readable, Writable } from "node:stream";

import { CommandError } from "../../provider/src/transports/errors";
import type {
  Argv,
  CommandOptions,
  CommandResult,
  RunningCommand,
  Runner,
} from "../../provider/src/transports/runner";

/** A command that the runner received. */
export interface FakeCall {
  readonly verb: "query" | "exec" | "start";
  readonly argv: Argv;
  /** The words joined by spaces, for matching and for messages. */
  readonly line: string;
  /** All of its input; of `start`, empty until the input has ended. */
  readonly stdin: Buffer;
}

/** What a command does. Default: ends with 0 and says nothing. */
export interface FakeResponse {
  readonly exitCode?: number;
  readonly stdout?: string | Buffer;
  readonly stderr?: string;
  /** Rejects the call instead, for a machine that is lost. */
  readonly error?: Error;
}

/** Which commands are meant: all words, the beginning or a part of the line, or a test of the call. */
export type FakeMatcher = Argv | string | RegExp | ((call: FakeCall) => boolean);

/** A machine in a test. Commands that nobody announced fail the call, and the test by {@link FakeRunner.verify}. */
export interface FakeRunner extends Runner {
  /** Announces commands. Of several responses each serves once, the last for ever. The latest announcement wins. */
  on(
    matcher: FakeMatcher,
    ...responses: (FakeResponse | ((call: FakeCall) => FakeResponse))[]
  ): FakeRunner;
  readonly calls: readonly FakeCall[];
  /** The lines of all calls, in their order. */
  readonly lines: readonly string[];
  /** Throws when a command came that nobody announced, even if the code under test swallowed the failure. */
  verify(): void;
}

/** Makes a machine that knows no command yet. A string matcher is the beginning of the line. */
export function createFakeRunner(host = "cp-1"): FakeRunner {
  const rules: {
    matches: (call: FakeCall) => boolean;
    responses: ((call: FakeCall) => FakeResponse)[];
  }[] = [];
  const calls: FakeCall[] = [];
  const unmatched: string[] = [];

  const answer = (verb: FakeCall["verb"], argv: Argv, stdin: Buffer): FakeResponse => {
    const call: FakeCall = { verb, argv, line: argv.join(" "), stdin };
    calls.push(call);
    const rule = rules.find(({ matches }) => matches(call));
    if (rule === undefined) {
      unmatched.push(call.line);
      throw new Error(`${host} received a command that the test did not announce: ${call.line}`);
    }
    const respond = rule.responses.length > 1 ? rule.responses.shift() : rule.responses[0];
    const response = respond?.(call) ?? {};
    if (response.error !== undefined) throw response.error;
    return response;
  };

  const run =
    (verb: "query" | "exec") =>
    async (argv: Argv, options: CommandOptions = {}): Promise<CommandResult> => {
      const response = answer(verb, argv, await readInput(options.stdin));
      emitLines(response, options);
      return resultOf(host, argv, response, options);
    };

  const runner: FakeRunner = {
    host,
    calls,
    get lines() {
      return calls.map(({ line }) => line);
    },
    query: run("query"),
    exec: run("exec"),
    start: (argv, options = {}): Promise<RunningCommand> => {
      const chunks: Buffer[] = [];
      const stdin = new Writable({
        write: (chunk: Uint8Array, _encoding, written) => {
          chunks.push(Buffer.from(chunk));
          written();
        },
        final: (finished) => {
          Object.assign(calls[index] ?? {}, { stdin: Buffer.concat(chunks) });
          finished();
        },
      });
      const index = calls.length;
      return new Promise((resolve) => {
        const response = answer("start", argv, Buffer.alloc(0));
        emitLines(response, options);
        const { stdout: output } = response;
        const stdout = Readable.from(output === undefined ? [] : [Buffer.from(output)]);
        const done = once(stdout, "close").then(() =>
          resultOf(host, argv, { ...response, stdout: "" }, options),
        );
        done.catch(() => undefined);
        resolve({ stdin, stdout, done });
      });
    },
    on(matcher, ...responses) {
      const functions = responses.map((each) => (typeof each === "function" ? each : () => each));
      rules.unshift({ matches: toPredicate(matcher), responses: functions });
      return runner;
    },
    verify() {
      if (unmatched.length > 0)
        throw new Error(
          `Commands that the test did not announce on ${host}:\n${unmatched.join("\n")}`,
        );
    },
  };
  return runner;
}

function toPredicate(matcher: FakeMatcher): (call: FakeCall) => boolean {
  if (typeof matcher === "function") return matcher;
  if (typeof matcher === "string") return ({ line }) => line.startsWith(matcher);
  if (matcher instanceof RegExp) return ({ line }) => matcher.test(line);
  return ({ argv }) =>
    argv.length === matcher.length && argv.every((word, index) => word === matcher[index]);
}

async function readInput(input: CommandOptions["stdin"]): Promise<Buffer> {
  if (input === undefined) return Buffer.alloc(0);
  if (!(input instanceof Readable)) return Buffer.from(input);
  return Buffer.concat(
    await input.map((chunk: Uint8Array | string) => Buffer.from(chunk)).toArray(),
  );
}

function emitLines(response: FakeResponse, { onLine }: CommandOptions): void {
  for (const stream of ["stdout", "stderr"] as const) {
    const text = response[stream]?.toString() ?? "";
    const lines = text.replace(/\n$/, "").split("\n");
    if (text !== "") lines.forEach((line) => onLine?.(line, stream));
  }
}

function resultOf(
  host: string,
  argv: Argv,
  response: FakeResponse,
  { accept = [0] }: CommandOptions,
): CommandResult {
  const { exitCode = 0, stderr = "" } = response;
  const stdout = response.stdout?.toString() ?? "";
  if (!accept.includes(exitCode)) throw new CommandError(host, argv, exitCode, stdout, stderr);
  return { exitCode, stdout, stderr };
}
