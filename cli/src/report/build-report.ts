import { createRedactor } from "../../../provider/src/lib/redact";
import type { Budget } from "./budgets";
import { safePlanOf, type Action, type Change, type SafePlan } from "./change";
import { clusterReports } from "./clusters";
import { durationOf } from "./duration";
import { findingsOf } from "./findings";
import type { History } from "./history";
import { hostSteps, moveOf } from "./hosts";
import { bytesTo, imageReports, shipmentFinder, transferOf } from "./images";
import { clusterNameFor, inventoryOf, valuesOf, type Inventory } from "./inventory";
import { protectsByDefault, referencesOf, type References } from "./references";
import {
  LEVELS,
  REPORT_VERSION,
  type AppReport,
  type Counts,
  type Report,
  type StackReport,
} from "./report-schema";
import { linesOf, stepOf, TAINTED, TAINTED_WORDS } from "./steps";
import type { TerraformPlan } from "./terraform-plan";
import { formatPath, isRecord, textAt, textsAt } from "./tree";
import { unknownOf } from "./unknown";

/** A plan, and what the report calls its stack. */
export interface NamedPlan {
  readonly stack: string;
  readonly plan: TerraformPlan;
}

/** What is known besides the plans. */
export interface Surroundings {
  readonly history?: History | undefined;
  readonly budgets?: readonly Budget[] | undefined;
}

/** The report over one or more plans. Nothing that Terraform marks as sensitive is in it. */
export function buildReport(plans: readonly NamedPlan[], surroundings: Surroundings = {}): Report {
  const safe = plans.map((named) => ({ ...named, safe: safePlanOf(named.plan) }));
  const stacks = safe.map(({ stack, plan, safe: view }) =>
    stackReport(stack, plan, view, surroundings),
  );
  const findings = findingsOf(stacks);
  const risk = LEVELS.findLast((level) => findings.some((finding) => finding.level === level));
  const report: Report = {
    format: "cdktf-sealos/report",
    version: REPORT_VERSION,
    risk: risk ?? "none",
    totals: totalsOf(stacks),
    findings,
    stacks,
  };
  return redacted(report, new Set(safe.flatMap(({ safe: { secrets } }) => [...secrets])));
}

function stackReport(
  name: string,
  plan: TerraformPlan,
  { changes, drift }: SafePlan,
  { history, budgets }: Surroundings,
): StackReport {
  const references = referencesOf(plan.configuration);
  const inventory = inventoryOf(changes, references);
  const images = imageReports(inventory.images);
  const shipments = shipmentFinder(images, references);
  const { hosts, elsewhere } = hostSteps(inventory, (machine) => bytesTo(machine, shipments));
  const clusters = clusterReports(inventory, {
    hosts,
    elsewhere,
    budgets,
    protectsByDefault: protectsByDefault(plan.configuration),
  });
  const apps = appReports(inventory, references, shipments);
  return {
    name,
    terraform_version: plan.terraform_version ?? null,
    complete: plan.errored !== true && plan.complete !== false,
    counts: {
      hosts: countsOf(hosts),
      resources: countsOf(changes.filter(isOurs)),
      others: countsOf(inventory.others),
    },
    clusters: [...clusters],
    hosts: [...hosts],
    apps: [...apps],
    images: [...images],
    replacements: changes.filter(({ action }) => action === "replace").map(replacement),
    unknown: unknownOf(changes, references),
    outside: drift
      .filter((change) => isOurs(change) && isRealDrift(change))
      .map(({ address }) => address),
    builds: inventory.builds
      .filter(({ action }) => action !== "none")
      .map((build) => ({
        address: build.address,
        action: build.action,
        output: textAt(valuesOf(build), "archive") ?? textAt(valuesOf(build), "push") ?? null,
      })),
    others: inventory.others
      .filter(({ action }) => action !== "none")
      .map(({ address, action }) => ({ address, action })),
    transfer: transferOf(inventory, shipments),
    duration: durationOf(history, { hosts, clusters, apps }),
  };
}

function appReports(
  { apps, clusters }: Inventory,
  references: References,
  shipments: ReturnType<typeof shipmentFinder>,
): readonly AppReport[] {
  return apps.map((app) => ({
    name: textAt(valuesOf(app), "name") ?? app.name,
    cluster: clusterNameFor(app, clusters, references),
    address: app.address,
    action: app.action,
    image: appImage(app, shipments),
    steps: [
      ...departure(app),
      ...linesOf(app).map((line) => stepOf(app.address, line, app.action === "update")),
    ],
  }));
}

function appImage(app: Change, shipments: ReturnType<typeof shipmentFinder>): AppReport["image"] {
  const [sent] = shipments(app);
  if (sent === undefined) return null;
  const { from = null, to = null } = moveOf(app, "digest") ?? {};
  const isMoving = from !== null && to !== null && from !== to;
  return { from: isMoving ? from : from && sent.reference, to: sent.reference };
}

function departure(app: Change): AppReport["steps"] {
  if (app.action !== "delete" && app.action !== "replace") return [];
  const hasCommand = textsAt(app.before, "uninstall_command").length > 0;
  const text = hasCommand
    ? "run the uninstall command"
    : "forget the application: its objects stay in the cluster";
  return [{ text, step: null, resource: app.address, derived: true, disturbance: "none" }];
}

function replacement({ address, forcedBy, reason }: Change): StackReport["replacements"][number] {
  return {
    address,
    forced_by: [...new Set(forcedBy.map(formatPath))],
    reason: reason === TAINTED ? TAINTED_WORDS : (reason ?? null),
  };
}

function isOurs({ type }: Change): boolean {
  return type.startsWith("sealos_");
}

/** Old steps vanish at every refresh; that is no news. */
function isRealDrift({ before, after }: Change): boolean {
  const without = ({ steps: _steps, ...rest }: Readonly<Record<string, unknown>>): string =>
    JSON.stringify(rest);
  return without(before) !== without(after);
}

const NO_COUNTS: Counts = {
  create: 0,
  update: 0,
  replace: 0,
  delete: 0,
  forget: 0,
  import: 0,
  none: 0,
};

function countsOf(objects: readonly { readonly action: Action }[]): Counts {
  const counts = { ...NO_COUNTS };
  for (const { action } of objects) counts[action] += 1;
  return counts;
}

function totalsOf(stacks: readonly StackReport[]): Report["totals"] {
  const hosts = stacks.flatMap((stack) => stack.hosts);
  const steps = stacks.flatMap((stack) => [
    ...stack.hosts.flatMap((host) => host.steps),
    ...stack.clusters.flatMap((cluster) => cluster.steps),
    ...stack.apps.flatMap((app) => app.steps),
  ]);
  const seconds = stacks.flatMap(({ duration }) => duration?.seconds ?? []);
  return {
    hosts: hosts.length,
    hosts_touched: hosts.filter(({ action, steps: own }) => action !== "none" && own.length > 0)
      .length,
    hosts_disturbed: stacks
      .flatMap((stack) => stack.clusters)
      .reduce((sum, { disturbed }) => sum + disturbed.hosts.length, 0),
    steps: steps.length,
    bytes: stacks.reduce((sum, { transfer }) => sum + transfer.bytes, 0),
    unknown_steps: steps.filter(({ text }) => text === null).length,
    seconds: seconds.length === 0 ? null : seconds.reduce((sum, one) => sum + one, 0),
  };
}

/** A last look over every text: a label may come from a sensitive variable, and a step may quote it. */
function redacted(report: Report, secrets: ReadonlySet<string>): Report {
  if (secrets.size === 0) return report;
  const redactor = createRedactor([...secrets]);
  const visit = (value: unknown, name: string): unknown => {
    if (typeof value === "string") return WORDS.has(name) ? value : redactor.redact(value);
    if (Array.isArray(value)) return value.map((part) => visit(part, name));
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, visit(part, key)]));
  };
  return visit(report, "") as Report;
}

/** Members that hold words of the schema: whoever has "none" for a password learns nothing from them. */
const WORDS = new Set(["format", "risk", "level", "rule", "action", "role", "disturbance", "step"]);
