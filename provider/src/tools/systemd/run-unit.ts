import { delay as realDelay, type Delay } from "../../lib/delay";
import { commandCancelled, isCommandError, isTransportError } from "../../transports/errors";
import type { CommandResult, LineListener, Runner } from "../../transports/runner";
import { unitIsBusy, unitNotStarted, unitTimedOut, unitWasLost } from "./errors";
import { collectCommand, followCommand, parseOutcome, type UnitOutcome } from "./follow";
import { launchCommand, parseLaunch } from "./launch";
import { payloadDigest, unitPayload, type PayloadOptions, type UnitWork } from "./payload";
import { stopUnit } from "./stop-unit";
import { checkedUnitName } from "./unit-files";

export type UnitRequest = UnitWork &
  PayloadOptions & {
    /** Name of the unit, without `.service`; the same step of the same object has the same name every time. */
    readonly unit: string;
    /** Limit in milliseconds. The host itself keeps it. */
    readonly timeoutMs: number;
    /** Receives output; each line once, also after a lost connection. */
    readonly onLine?: LineListener;
    /** Stops the unit on the host when it is aborted. */
    readonly signal?: AbortSignal;
    /** How long a host may stay away before the wait for it is given up, in milliseconds. Default 5 minutes. */
    readonly patienceMs?: number;
    /** Time, for tests. */
    readonly delay?: Delay;
    readonly now?: () => number;
  };

/** A long command that came to its own end. */
export interface UnitResult {
  readonly exitCode: number;
  /** Its last lines, redacted. */
  readonly tail: string;
}

const PATIENCE_MS = 5 * 60_000;
const PAUSE_MS = 1_000;
const TAIL_LINES = 40;
/** The client waits so much longer than the host, which keeps the limit. */
const GRACE_MS = 60_000;

/**
 * Runs a long command as a transient systemd unit and follows its output. It outlives connections and this
 * process: a lost connection is made again; when a unit of this name with the same input runs already, or has
 * succeeded unnoticed, this call joins it instead of starting a second one.
 *
 * @throws UnitError when it was lost (a reboot), ran out of time, or another input holds the name;
 * TransportError when the host stays away (the unit goes on) or the signal is aborted (the unit is stopped).
 */
export async function runUnit(runner: Runner, request: UnitRequest): Promise<UnitResult> {
  const unit = checkedUnitName(request.unit);
  const lines: string[] = [];
  try {
    await launch(runner, unit, request);
    const outcome = await follow(runner, unit, request, lines);
    await collect(runner, unit);
    return toResult(runner.host, unit, request, outcome, lines.slice(-TAIL_LINES).join("\n"));
  } catch (error) {
    if (request.signal?.aborted !== true) throw error;
    // Where the host is away, the unit ends by its own limit.
    await stopUnit(runner, unit).catch(() => undefined);
    throw commandCancelled(runner.host, unit);
  }
}

function toResult(
  host: string,
  unit: string,
  { timeoutMs }: UnitRequest,
  outcome: UnitOutcome,
  tail: string,
): UnitResult {
  switch (outcome.kind) {
    case "exited":
      return { exitCode: outcome.exitCode, tail };
    case "timed-out":
      throw unitTimedOut(host, unit, timeoutMs, tail);
    case "lost":
      throw unitWasLost(host, unit, tail);
  }
}

async function launch(runner: Runner, unit: string, request: UnitRequest): Promise<void> {
  const payload = unitPayload(request, request);
  const limitSeconds = Math.max(Math.ceil(request.timeoutMs / 1_000), 1);
  const command = launchCommand(unit, payloadDigest(payload), limitSeconds);
  // Starting twice is attaching: a launch whose answer was lost is repeated.
  const launched = await whileAway(request, () =>
    runner.exec(command, {
      stdin: payload,
      signal: request.signal,
    }),
  ).catch((error: unknown) => {
    throw isCommandError(error) ? unitNotStarted(runner.host, unit, error.stderr) : error;
  });
  const answer = parseLaunch(launched.stdout);
  if (answer === undefined) throw unitNotStarted(runner.host, unit, launched.stdout);
  if (answer === "busy") throw unitIsBusy(runner.host, unit);
}

async function follow(
  runner: Runner,
  unit: string,
  request: UnitRequest,
  lines: string[],
): Promise<UnitOutcome> {
  let seen = 0;
  const onLine: LineListener = (line, stream) => {
    if (stream === "stderr") return;
    seen += 1;
    lines.push(line);
    if (lines.length > TAIL_LINES) lines.shift();
    request.onLine?.(line, stream);
  };
  const ended = await whileAway(request, () => followFrom(runner, unit, seen + 1, onLine, request));
  return parseOutcome(ended.stderr) ?? { kind: "lost" };
}

async function followFrom(
  runner: Runner,
  unit: string,
  line: number,
  onLine: LineListener,
  { timeoutMs, signal }: UnitRequest,
): Promise<CommandResult> {
  const running = await runner.start(followCommand(unit, line), {
    onLine,
    timeoutMs: timeoutMs + GRACE_MS,
    signal,
  });
  running.stdin.end();
  running.stdout.resume();
  return running.done;
}

// A host that restarts or whose cable is out may come back: the call is repeated until patience ends.
async function whileAway<T>(request: UnitRequest, call: () => Promise<T>): Promise<T> {
  const { patienceMs = PATIENCE_MS, now = Date.now, delay = realDelay, signal } = request;
  let awaySince: number | undefined;
  for (;;) {
    const calledAt = now();
    try {
      return await call();
    } catch (error) {
      if (!isTransportError(error) || !error.retryable || signal?.aborted === true) throw error;
      // A call that lasted was answered: the absence begins with its end.
      const wasThere = error.kind === "closed" && now() - calledAt > PAUSE_MS;
      awaySince = wasThere ? now() : (awaySince ?? calledAt);
      if (now() - awaySince >= patienceMs) throw error;
    }
    await delay(PAUSE_MS, signal);
  }
}

// Where this fails, the next call with the same input takes note of this outcome once more.
async function collect(runner: Runner, unit: string): Promise<void> {
  await runner.exec(collectCommand(unit)).catch(() => undefined);
}
