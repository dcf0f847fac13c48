import { TERRAFORM_PARALLELISM } from "./disturbed";
import { usualSeconds, type History } from "./history";
import type {
  AppReport,
  ClusterReport,
  DurationReport,
  HostReport,
  StepReport,
} from "./report-schema";

/** How long the steps of a stack will take, if each takes what it usually took; null without a history, and where nothing but removals is planned. */
export function durationOf(
  history: History | undefined,
  {
    hosts,
    clusters,
    apps,
  }: {
    readonly hosts: readonly HostReport[];
    readonly clusters: readonly ClusterReport[];
    readonly apps: readonly AppReport[];
  },
): DurationReport | null {
  if (history === undefined) return null;
  const lanes = STAGES.map((stage) => ({ stage, lanes: lanesOf(stage, hosts, clusters, apps) }));
  const planned = lanes.flatMap(({ lanes: all }) => all.flatMap(({ steps }) => steps));
  const hasRemovals = [...hosts, ...apps].some(({ steps }) => steps.some(({ derived }) => derived));
  const stages = lanes
    .filter(({ lanes: all }) => all.length > 0)
    .map(({ stage, lanes: all }) => stageOf(history, stage, all));
  if (stages.length === 0) return null;
  return {
    seconds: stages.reduce((sum, { seconds }) => sum + seconds, 0),
    stages,
    samples: [...history.values()].reduce((sum, runs) => sum + runs.length, 0),
    without_history: [
      ...[...new Set(planned)].filter((step) => usualSeconds(history, step) === undefined),
      ...(hasRemovals ? [REMOVALS] : []),
    ],
  };
}

/** Name of all that goes: Terraform plans no steps for it. */
const REMOVALS = "removals";

/** What runs one after the other for one host. */
interface Lane {
  readonly steps: readonly string[];
  /** Lanes of the same group wait for each other, so many at once. */
  readonly atOnce: number;
}

/** One after the other, as the graph of resources has it. */
const STAGES = ["prepare hosts", "control planes", "workers", "applications"] as const;
type Stage = (typeof STAGES)[number];

function lanesOf(
  stage: Stage,
  hosts: readonly HostReport[],
  clusters: readonly ClusterReport[],
  apps: readonly AppReport[],
): readonly Lane[] {
  const lane = (steps: readonly StepReport[], atOnce: number): readonly Lane[] => {
    const names = steps.flatMap(({ step }) => step ?? []);
    return names.length === 0 ? [] : [{ steps: names, atOnce }];
  };
  switch (stage) {
    case "prepare hosts":
      return hosts.flatMap((host) =>
        lane(
          stepsBy(host, ({ host: address }) => address),
          TERRAFORM_PARALLELISM,
        ),
      );
    case "control planes":
      return hosts
        .filter(({ role }) => role === "control-plane")
        .flatMap((host) => lane(stepsAfterHost(host), 1));
    case "workers":
      return hosts
        .filter(({ role }) => role === "worker")
        .flatMap((host) => lane(stepsAfterHost(host), atOnceOf(host, clusters)));
    case "applications":
      return apps.flatMap(({ steps }) => lane(steps, TERRAFORM_PARALLELISM));
  }
}

function atOnceOf({ cluster, steps }: HostReport, clusters: readonly ClusterReport[]): number {
  const isTurn = steps.some(({ step }) => step === "upgrade-node");
  const upgrade = clusters.find(({ name }) => name === cluster)?.upgrade;
  return isTurn ? Math.max(1, upgrade?.workers_at_once ?? 1) : TERRAFORM_PARALLELISM;
}

function stepsBy(
  { steps, resources }: HostReport,
  address: (resources: HostReport["resources"]) => string | null,
): readonly StepReport[] {
  return steps.filter(({ resource }) => resource === address(resources));
}

function stepsAfterHost({ steps, resources }: HostReport): readonly StepReport[] {
  return steps.filter(({ resource }) => resource !== resources.host);
}

function stageOf(
  history: History,
  name: Stage,
  lanes: readonly Lane[],
): DurationReport["stages"][number] {
  const seconds = lanes.map(({ steps }) =>
    steps.reduce((sum, step) => sum + (usualSeconds(history, step) ?? 0), 0),
  );
  const atOnce = Math.min(lanes.length, ...lanes.map((lane) => lane.atOnce));
  const total = seconds.reduce((sum, one) => sum + one, 0);
  return {
    name,
    hosts: lanes.length,
    at_once: atOnce,
    seconds: Math.max(total / atOnce, ...seconds),
    is_partial: lanes.some(({ steps }) =>
      steps.some((step) => usualSeconds(history, step) === undefined),
    ),
  };
}
