import { poll } from "../../../lib/poll";
import { readStaticPod } from "../../../tools/kubectl";
import { isCommandError } from "../../../transports/errors";
import type { QueryRunner } from "../../../transports/runner";
import type { ControlPlaneMember } from "../cluster/context";

/** A static pod of a control plane. */
export type StaticPodName =
  "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler";

const LIMIT_MS = 4 * 60_000;
const PAUSE_MS = 500;
const GRACE_SECONDS = 30;

/** Ids of the component's containers that run on a host. */
export async function containersOf(
  host: QueryRunner,
  component: StaticPodName,
): Promise<readonly string[]> {
  const { stdout } = await host.query(["crictl", "ps", "--quiet", "--name", `^${component}$`]);
  return stdout.split("\n").filter((id) => id !== "");
}

/**
 * Ends the component's container, so that the kubelet starts another one, and waits until that is ready.
 *
 * @throws Error with the end of its log, when it is not within four minutes.
 */
export async function restartComponent(
  member: ControlPlaneMember,
  component: StaticPodName,
  signal: AbortSignal,
): Promise<void> {
  const running = await containersOf(member.host, component);
  for (const id of running) {
    const limits = { signal, timeoutMs: 2 * GRACE_SECONDS * 1_000, accept: [0, 1] };
    await member.host.exec(["crictl", "stop", `--timeout=${GRACE_SECONDS}`, id], limits);
  }
  await awaitComponent(member, component, running, signal);
}

/** Waits until the component is ready in another container than the given ones, by the word of the control plane's own API. */
export async function awaitComponent(
  { node, host }: ControlPlaneMember,
  component: StaticPodName,
  old: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    const pod = await orUndefined(readStaticPod(host, component, node, { signal }));
    return pod?.isReady === true && !old.includes(pod.containerId ?? "");
  };
  if (await poll(isReady, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal })) return;
  throw new Error(
    `${component} on ${node} is not ready after ${LIMIT_MS / 60_000} minutes; its last output:\n${await lastOutput(host, component)}`,
  );
}

async function lastOutput(host: QueryRunner, component: StaticPodName): Promise<string> {
  const all = ["crictl", "ps", "--all", "--quiet", "--name", `^${component}$`] as const;
  const [id] = (await orUndefined(host.query(all)))?.stdout.split("\n") ?? [];
  if (id === undefined || id === "") return "(it has no container)";
  const logs = await orUndefined(host.query(["crictl", "logs", "--tail=10", id]));
  return logs === undefined ? "(its log cannot be read)" : `${logs.stdout}${logs.stderr}`.trim();
}

/** While the API is down, asking it is no failure but an answer. */
async function orUndefined<T>(asking: Promise<T>): Promise<T | undefined> {
  try {
    return await asking;
  } catch (error) {
    if (isCommandError(error)) return undefined;
    throw error;
  }
}
