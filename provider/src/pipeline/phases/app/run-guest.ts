import type { AppSpec } from "../../../domain/app-spec";
import { applicationDirectory } from "../../../domain/paths";
import { expandPlaceholders } from "../../../domain/placeholders";
import { runUnit } from "../../../tools/systemd";
import { knownInput, type Phase } from "../../phase";
import type { AppContext } from "./context";
import { appEnvironment } from "./files";

const LIMIT_MS = 20 * 60_000;

/** What is kept of a command's output. */
export interface GuestNote {
  readonly outputTail: string;
  /** ISO 8601. */
  readonly appliedAt: string;
}

/** Runs the application's command on the control plane, in its directory, with its environment. */
export const runGuest: Phase<AppSpec, AppContext> = {
  step: "run-guest",
  title: "Run the application's command",

  plan: ({ name, image, env, command, args, triggers }) => ({
    lines: ["run the application's command"],
    input: knownInput({
      name,
      image: image && { digest: image.digest, tree: image.treeDigest, env: image.env },
      env,
      command,
      args,
      triggers,
    }),
  }),

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
  step: string,
  lines: readonly string[],
): Promise<string> {
  const environment = appEnvironment(spec);
  const shell = lines.filter((line) => line !== "/bin/sh" && line !== "-c");
  const { exitCode, tail } = await runUnit(context.host, {
    unit: `sealos-${context.cluster}-app-${spec.name}-${step}`,
    script: ["set -e", ...shell.map((line) => expandPlaceholders(line, environment))].join("\n"),
    cwd: applicationDirectory(context.cluster, spec.name),
    env: { KUBECONFIG: "/etc/kubernetes/admin.conf", HOME: "/root", ...environment },
    timeoutMs: LIMIT_MS,
    onLine: (line, stream) => context.report(step, { type: "output", stream, line }),
    signal: context.signal,
  });
  if (exitCode !== 0) {
    throw new Error(
      `the command of application ${spec.name} ended with status ${exitCode}; its last output:\n${tail}\nThe next apply runs it again.`,
    );
  }
  return tail;
}
