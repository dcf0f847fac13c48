import type { AppSpec } from "../../../domain/app-spec";
import { applicationDirectory } from "../../../domain/paths";
import { expandPlaceholders } from "../../../domain/placeholders";
import { createRedactor, type Redactor } from "../../../lib/redact";
import { isUnitError, runUnit, type UnitResult } from "../../../tools/systemd";
import type { Phase } from "../../phase";
import { describeLimit, isTimeOver, timeLeft } from "../../time-limit";
import type { AppContext } from "./context";
import { appEnvironment, guestInput, secretsOf } from "./files";

/** What is kept of a command's output. */
export interface GuestNote {
  readonly outputTail: string;
  /** ISO 8601. */
  readonly appliedAt: string;
}

/** Runs the application's command on its home, in its directory, with its environment. */
export const runGuest: Phase<AppSpec, AppContext> = {
  step: "run-guest",
  title: "Run the application's command",

  plan: (spec) => ({ lines: ["run the application's command"], input: guestInput(spec) }),

  async run(context, spec) {
    const image = spec.image;
    const lines = [...(spec.command ?? [...image.entrypoint, ...image.command]), ...spec.args];
    const outputTail = await runCommandLines(context, spec, "run-guest", lines);
    return { outputTail, appliedAt: context.clock().toISOString() };
  },

  async undo(context, spec) {
    if (spec.uninstallCommand.length === 0) return;
    await runCommandLines(context, spec, "uninstall", spec.uninstallCommand);
  },
};

/** Elements of CMD are command lines of a shell, not words (a contract with images); the first that fails ends the run. */
async function runCommandLines(
  context: AppContext,
  spec: AppSpec,
  step: GuestStep,
  lines: readonly string[],
): Promise<string> {
  const environment = appEnvironment(spec);
  const redactor = createRedactor(secretsOf(environment));
  const shell = lines.filter((line) => line !== "/bin/sh" && line !== "-c");
  const script = ["set -e", ...shell.map((line) => expandPlaceholders(line, environment))];
  const { exitCode, tail } = await runLimited(context, spec, redactor, {
    step,
    script: script.join("\n"),
    environment,
  });
  const shown = boundedTail(redactor.redact(tail));
  if (exitCode === 0) return shown;
  throw new Error(
    `${COMMANDS[step]} of application ${spec.name} ended with status ${exitCode}; its last output:\n${shown}\n${CURES[step]}`,
  );
}

async function runLimited(
  context: AppContext,
  spec: AppSpec,
  redactor: Redactor,
  command: {
    readonly step: GuestStep;
    readonly script: string;
    readonly environment: Readonly<Record<string, string>>;
  },
): Promise<UnitResult> {
  const { step, script, environment } = command;
  let said = "";
  try {
    return await runUnit(context.host, {
      unit: `sealos-${context.cluster}-app-${spec.name}-${step}`,
      script,
      cwd: applicationDirectory(context.cluster, spec.name),
      env: { KUBECONFIG: "/etc/kubernetes/admin.conf", HOME: "/root", ...environment },
      timeoutMs: timeLeft(context.limit, context.clock()),
      onLine: (text, stream) => {
        const line = redactor.redact(text);
        said = `${said}${line}\n`.slice(-2 * TAIL_BYTES);
        context.report(step, { type: "output", stream, line });
      },
      signal: context.signal,
    });
  } catch (error) {
    const isLate = isUnitError(error) ? error.kind === "timed-out" : isTimeOver(context.signal);
    if (!isLate) throw error;
    throw new Error(tooLate(context, spec, step, boundedTail(said.trimEnd())), { cause: error });
  }
}

type GuestStep = "run-guest" | "uninstall";

const COMMANDS: Readonly<Record<GuestStep, string>> = {
  "run-guest": "the command",
  uninstall: "the uninstall command",
};

const CURES: Readonly<Record<GuestStep, string>> = {
  "run-guest": "Mend what it complains about; the next apply runs it again, and nothing else.",
  uninstall: "The application stays in the state. Mend what it complains about and destroy again.",
};

function tooLate({ limit }: AppContext, { name }: AppSpec, step: GuestStep, tail: string): string {
  const said = tail === "" ? "It said nothing." : `Its last output:\n${tail}`;
  return `${COMMANDS[step]} of application ${name} did not end within the time limit of the operation, ${describeLimit(limit)}, and was stopped with all that it had started. ${said}\nFind out what it waits for, or raise ${limit.setting}; the next apply runs it again.`;
}

const TAIL_BYTES = 4_096;

/** The end of an output that is small enough for a state, from the beginning of a line where there is one. */
function boundedTail(text: string): string {
  if (text.length <= TAIL_BYTES) return text;
  const end = text.slice(-TAIL_BYTES);
  return `…${end.slice(Math.max(end.indexOf("\n"), 0))}`;
}
