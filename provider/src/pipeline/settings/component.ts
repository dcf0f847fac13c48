import { parseDocument } from "yaml";
import { poll } from "../../lib/poll";
import { readFile, writeFile } from "../../tools/files";
import { readStaticPod } from "../../tools/kubectl";
import { isCommandError } from "../../transports/errors";
import type { QueryRunner } from "../../transports/runner";
import type { ControlPlaneMember } from "../phases/cluster/context";

/** A static pod of a control plane. */
export type StaticPodName =
  "etcd" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler";

const LIMIT_MS = 4 * 60_000;
const PAUSE_MS = 500;
const RESTARTED_AT = "cdktf-sealos/restarted-at";

/** Where the kubelet reads the component's pod. */
export function manifestPath(component: StaticPodName): string {
  return `/etc/kubernetes/manifests/${component}.yaml`;
}

/** Which edition of its manifest the component runs, by the API; undefined where the API does not say. */
export async function editionOf(
  { node, host }: ControlPlaneMember,
  component: StaticPodName,
): Promise<string | undefined> {
  return (await orUndefined(readStaticPod(host, component, node)))?.edition;
}

/**
 * Restarts components, as a kubelet with any runtime does it: an annotation makes their manifests another edition. All restart at
 * once, because each needs the others anyway. Waits until they are ready again.
 *
 * @throws Error with the end of its log, when one is not within four minutes.
 */
export async function restartComponents(
  member: ControlPlaneMember,
  components: readonly StaticPodName[],
  at: Date,
  signal: AbortSignal,
): Promise<void> {
  // Asked first: the API goes away with the first restart.
  const old = await Promise.all(components.map((component) => editionOf(member, component)));
  for (const component of components) await touchManifest(member, component, at);
  await Promise.all(
    components.map((component, index) => awaitComponent(member, component, old[index], signal)),
  );
}

async function touchManifest(
  { host }: ControlPlaneMember,
  component: StaticPodName,
  at: Date,
): Promise<void> {
  const path = manifestPath(component);
  const manifest = parseDocument((await readFile(host, path))?.toString("utf8") ?? "");
  manifest.setIn(["metadata", "annotations", RESTARTED_AT], at.toISOString());
  await writeFile(host, path, manifest.toString({ lineWidth: 0 }), 0o600);
}

/** Waits until the component is ready in another edition than the given one, by the word of the control plane's own API. */
export async function awaitComponent(
  { node, host }: ControlPlaneMember,
  component: StaticPodName,
  old: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const isReady = async (): Promise<boolean> => {
    const pod = await orUndefined(readStaticPod(host, component, node, { signal }));
    return pod?.isReady === true && (old === undefined || pod.edition !== old);
  };
  if (await poll(isReady, { limitMs: LIMIT_MS, pauseMs: PAUSE_MS, signal })) return;
  throw new Error(
    `${component} on ${node} is not ready after ${LIMIT_MS / 60_000} minutes; its last output:\n${await lastOutput(host, component)}`,
  );
}

async function lastOutput(host: QueryRunner, component: StaticPodName): Promise<string> {
  const script = `tail -n 10 "$(ls -t /var/log/pods/kube-system_"$1"-*/"$1"/*.log | head -n 1)"`;
  const logs = await orUndefined(host.query(["sh", "-c", script, "last-output", component]));
  return logs === undefined ? "(its log cannot be read)" : logs.stdout.trim();
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
