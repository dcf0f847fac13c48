import { readFileSync } from "node:fs";
import type { PipelineEvent } from "../../provider/src/pipeline/events";
import { KUBECTL } from "../support/lab-cluster";
import type { StepOnHost } from "./cell";
import type { Lane } from "./lane";
import { SENTINEL, type StackName } from "./stacks";

/** Steps that began, in order. */
export function begunSteps(events: readonly PipelineEvent[]): readonly StepOnHost[] {
  return events
    .filter(
      ({ type, step }) =>
        type === "step-started" || (type === "task-started" && step === "open-image"),
    )
    .map(({ resource, host, step }) => ({ resource, host, step }));
}

/** What began more than once; `free` of it had not finished when it began again. */
export function repeatedSteps(events: readonly PipelineEvent[]): {
  readonly repeated: readonly StepOnHost[];
  readonly finishedBefore: readonly StepOnHost[];
} {
  const seen = new Map<
    string,
    { begun: number; finished: boolean; again: boolean; step: StepOnHost }
  >();
  for (const { type, resource, host, step } of events) {
    if (!type.startsWith("step-")) continue;
    const key = `${resource} ${host} ${step}`;
    const entry = seen.get(key) ?? {
      begun: 0,
      finished: false,
      again: false,
      step: { resource, host, step },
    };
    seen.set(key, entry);
    if (type === "step-started") {
      entry.begun += 1;
      entry.again ||= entry.finished;
    }
    if (type === "step-finished") entry.finished = true;
  }
  const entries = [...seen.values()];
  return {
    repeated: entries.filter(({ begun }) => begun > 1).map(({ step }) => step),
    finishedBefore: entries.filter(({ again }) => again).map(({ step }) => step),
  };
}

/** What is on every host of a lane, a line a thing, as far as it is the same in every run. */
export async function traceHosts(
  lane: Lane,
  stack: StackName,
): Promise<readonly (readonly string[])[]> {
  const { lab } = lane;
  const hosts = lab.inventory.hosts.map((_, index) => index + 1);
  if (stack === "nothing") return Promise.all(hosts.map((host) => lab.trace(host)));
  if (lane.tier === "kubernetes") return []; // its pods, volumes and interfaces have random names
  const traces = await Promise.all(hosts.map((host) => lab.run("trace", String(host), "--names")));
  return traces.map(({ stdout }) => stdout.split("\n").filter(isLasting));
}

// Contents, keys and times differ from run to run; the outputs of units say what was run, which is for the journal to judge.
function isLasting(line: string): boolean {
  return !CHANGES.some((pattern) => pattern.test(line));
}

const CHANGES = [
  /\/etc\/kubernetes\/tmp|\/snapshots\/|\/var\/lib\/(sealos\/run|etcd|standin|containerd|kubelet\/pki)|\/var\/log\/|\/run\/(lab-gate|standin|containerd)/,
  // A lock that a machine took along when it went down lapses by itself.
  /\/var\/lib\/sealos\/lock /,
  // Pods come and go by themselves.
  /^process (kube-proxy|coredns) /,
  // What an application sent to the cluster's registry stays there when it leaves: other images may share it.
  /\/data\/default\/applications | \/\S*\/registry\/v2\/(blobs|repositories\/lab-app)/,
];

/** The UID of the cluster that lives on the first host; undefined where none answers. */
export async function clusterUid({ lab }: Lane): Promise<string | undefined> {
  const { code, stdout } = await lab.run(
    "exec",
    "1",
    "sh",
    "-c",
    `timeout 10 ${KUBECTL} get namespace kube-system -o 'jsonpath={.metadata.uid}'`,
  );
  return code === 0 && stdout !== "" ? stdout : undefined;
}

/** Where a secret is found that should be nowhere. */
export async function leaks(lane: Lane, output: string): Promise<readonly string[]> {
  const { lab, workspace } = lane;
  const onHosts = await Promise.all(
    lab.inventory.hosts.map((_, index) =>
      lab.run("exec", String(index + 1), "sh", "-c", LOOK_FOR_SECRETS),
    ),
  );
  const places: Readonly<Record<string, string>> = {
    output,
    state: workspace.stateText(),
    "event log": readFileSync(workspace.eventLog, "utf8"),
    ...Object.fromEntries(onHosts.map(({ stdout }, index) => [`node${index + 1}`, stdout])),
  };
  return Object.keys(places).filter((place) => SECRET.test(places[place]!));
}

const LOOK_FOR_SECRETS = `cat /var/lib/sealos/journal.json /var/lib/sealos/run/* 2>/dev/null; ps -eo args; true`;

const SECRET = new RegExp(
  `${SENTINEL}|\\b[a-z0-9]{6}\\.[a-z0-9]{16}\\b|certificate-key [0-9a-f]{64}|client-key-data|PRIVATE KEY`,
);
