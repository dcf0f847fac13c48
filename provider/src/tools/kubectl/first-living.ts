import type { CommandOptions, QueryRunner } from "../../transports/runner";
import { ToolError } from "../tool-error";
import { readyCommand } from "./command";

/**
 * Makes a call through the first control plane, in the given order, whose API server says that it is ready.
 * What the call itself rejects with is not tried elsewhere: it may have changed something.
 *
 * @throws ToolError that says of every control plane why it does not answer.
 */
export async function firstLiving<R extends QueryRunner, T>(
  controlPlanes: readonly R[],
  call: (runner: R) => Promise<T>,
  options?: Pick<CommandOptions, "signal">,
): Promise<T> {
  return call(await findLiving(controlPlanes, options));
}

/** The first control plane, in the given order, whose API server says that it is ready; throws like {@link firstLiving}. */
export async function findLiving<R extends QueryRunner>(
  controlPlanes: readonly R[],
  options?: Pick<CommandOptions, "signal">,
): Promise<R> {
  const reasons: string[] = [];
  for (const runner of controlPlanes) {
    const reason = await reasonOfSilence(runner, options);
    if (reason === undefined) return runner;
    options?.signal?.throwIfAborted();
    reasons.push(reason);
  }
  throw noneLiving(controlPlanes, reasons);
}

const PROBE_TIMEOUT_MS = 20_000;

async function reasonOfSilence(
  runner: QueryRunner,
  options: Pick<CommandOptions, "signal"> = {},
): Promise<string | undefined> {
  try {
    await runner.query(readyCommand(), { timeoutMs: PROBE_TIMEOUT_MS, ...options });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function noneLiving(controlPlanes: readonly QueryRunner[], reasons: readonly string[]): ToolError {
  const hosts = controlPlanes.map(({ host }) => host).join(", ");
  return new ToolError("kubectl", hosts, {
    severity: "error",
    summary: "No Living Control Plane",
    detail: `None of the control planes ${hosts} answers for the cluster, and nothing was changed. ${reasons.join(". ")}. Bring one of them back (its machine, kubelet, API server and etcd), then run the same command again.`,
  });
}
