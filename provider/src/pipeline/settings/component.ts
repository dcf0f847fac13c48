import { poll } from "../../lib/poll";
import { readStaticPod, type StaticPod } from "../../tools/kubectl";
import { isCommandError } from "../../transports/errors";
import type { QueryRunner } from "../../transports/runner";
import type { ControlPlaneMember } from "../phases/cluster/context";

/** A static pod of a control plane. */
export type StaticPodName =
  "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler";

const LIMIT_MS = 4 * 60_000;
const PAUSE_MS = 500;

/** Where the kubelet reads the component's pod. */
export function manifestPath(component: StaticPodName): string {
  return `/etc/kubernetes/manifests/${component}.yaml`;
}

/** Which edition of its manifest the component runs, by the API; undefined where the API does not say. */
export async function editionOf(
  member: ControlPlaneMember,
  component: StaticPodName,
): Promise<string | undefined> {
  return (await look(member, component))?.edition;
}

// A container's main process, whichever runtime it has; names are cut at 15 characters, command lines are not. An API server serves
// nobody new once it was told to end, but waits a minute for its watches.
const STOP = `
  pattern="^([^ ]*/)?$1( |\\$)"
  old=$(pgrep -d, -f -- "$pattern") || exit 0
  pkill -TERM -f -- "$pattern"
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    ps -p "$old" >/dev/null || exit 0
    sleep 1
  done
  for pid in $(echo "$old" | tr , ' '); do kill -KILL "$pid" 2>/dev/null; done
  exit 0`;

/**
 * Restarts components and waits until they are ready again. Their processes end and the kubelet starts them anew in the same pods: a
 * changed manifest would start a new etcd beside the old one, and that waits minutes after it failed to get its files.
 *
 * @throws Error with the end of its log, when one is not ready within four minutes.
 */
export async function restartComponents(
  member: ControlPlaneMember,
  components: readonly StaticPodName[],
  signal: AbortSignal,
): Promise<void> {
  // Asked first: the API goes away with the first restart.
  const old = await Promise.all(components.map((component) => look(member, component)));
  const restarts = components.map(async (component, index) => {
    await member.host.exec(["sh", "-c", STOP, "restart-component", component]);
    const isNew = ({ container }: StaticPod): boolean => container !== old[index]?.container;
    await awaitReady(member, component, isNew, signal);
  });
  await Promise.all(restarts);
}

/** Waits until the component is ready in another edition than the given one, by the word of the control plane's own API. */
export function awaitComponent(
  member: ControlPlaneMember,
  component: StaticPodName,
  old: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const isOther = ({ edition }: StaticPod): boolean => old === undefined || edition !== old;
  return awaitReady(member, component, isOther, signal);
}

async function awaitReady(
  member: ControlPlaneMember,
  component: StaticPodName,
  isNew: (pod: StaticPod) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    const pod = await look(member, component, signal);
    return pod?.isReady === true && isNew(pod);
  };
  if (await poll(isReady, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal })) return;
  const { node, host } = member;
  throw new Error(
    `${component} on ${node} is not ready after ${LIMIT_MS / 60_000} minutes; its last output:\n${await lastOutput(host, component)}`,
  );
}

async function lastOutput(host: QueryRunner, component: StaticPodName): Promise<string> {
  const script = `tail -n 10 "$(ls -t /var/log/pods/kube-system_"$1"-*/"$1"/*.log | head -n 1)"`;
  const logs = await orUndefined(host.query(["sh", "-c", script, "last-output", component]));
  return logs === undefined ? "(its log cannot be read)" : logs.stdout.trim();
}

function look(
  { node, host }: ControlPlaneMember,
  component: StaticPodName,
  signal?: AbortSignal,
): Promise<StaticPod | undefined> {
  return orUndefined(readStaticPod(host, component, node, { signal }));
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
