import type { CommandOptions, QueryRunner } from "../../transports/runner";
import { kubectl } from "./command";

/** A pod that a disruption budget keeps on its node for now. */
export interface BlockedPod {
  /** `namespace/name`. */
  readonly pod: string;
  /** `namespace/name` of the budget. */
  readonly budget: string;
}

/**
 * The pods of a node that no eviction may take at the moment, each with the budget that forbids it. It is the answer to "why
 * does the drain not end", so pods that an eviction leaves alone anyway are not among them.
 */
export async function findBlockedPods(
  runner: QueryRunner,
  node: string,
  options?: CommandOptions,
): Promise<readonly BlockedPod[]> {
  const everywhere = ["--all-namespaces", "--output=json"];
  const [pods, budgets] = await Promise.all([
    runner.query(
      kubectl("get", "pods", `--field-selector=spec.nodeName=${node}`, ...everywhere),
      options,
    ),
    runner.query(kubectl("get", "poddisruptionbudgets", ...everywhere), options),
  ]);
  return blockedPods(
    (JSON.parse(pods.stdout) as { readonly items: readonly PodJson[] }).items,
    (JSON.parse(budgets.stdout) as { readonly items: readonly BudgetJson[] }).items,
  );
}

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
}

interface PodJson {
  readonly metadata: Metadata;
}

interface BudgetJson {
  readonly metadata: Metadata;
  readonly spec: {
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  };
  readonly status?: { readonly disruptionsAllowed?: number };
}

function blockedPods(
  pods: readonly PodJson[],
  budgets: readonly BudgetJson[],
): readonly BlockedPod[] {
  const used = budgets.filter(({ status }) => (status?.disruptionsAllowed ?? 0) === 0);
  return pods.flatMap((pod) => {
    const budget = used.find((each) => isSelected(pod, each));
    return budget === undefined
      ? []
      : [{ pod: nameOf(pod.metadata), budget: nameOf(budget.metadata) }];
  });
}

function isSelected({ metadata: pod }: PodJson, { metadata, spec }: BudgetJson): boolean {
  const labels = Object.entries(spec.selector?.matchLabels ?? {});
  return (
    pod.namespace === metadata.namespace &&
    labels.length > 0 &&
    labels.every(([name, value]) => pod.labels?.[name] === value)
  );
}

function nameOf({ namespace, name }: Metadata): string {
  return `${namespace}/${name}`;
}
