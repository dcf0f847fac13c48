import * as z from "zod/mini";
import { DISTURBANCES } from "./effects";

/** How bad something is, mild to harsh. */
export const LEVELS = ["none", "low", "medium", "high", "critical"] as const;

/** Version of the report's schema. It grows by new members only; anything else makes it another version. */
export const REPORT_VERSION = 1;

/** A copy of the type that says what it means. */
function said<T extends z.ZodMiniType>(type: T, description: string): T {
  const copy = z.clone(type);
  z.globalRegistry.add(copy, { description });
  return copy;
}

const level = said(z.enum(LEVELS), "How bad it is.");
const disturbance = said(
  z.enum(DISTURBANCES),
  "What those who use the cluster notice: nothing, a component restarts, pods move to other nodes, members of etcd come or go, or a node, host or cluster goes.",
);
const action = said(
  z.enum(["create", "update", "replace", "delete", "forget", "import", "none"]),
  "What Terraform will do with the object. `forget`: it stays as it is and is not managed any more.",
);
const count = z.int().check(z.nonnegative());
const move = said(
  z.nullable(z.object({ from: z.nullable(z.string()), to: z.nullable(z.string()) })),
  "A version before and after; null where it is not known, or where there is none.",
);

const counts = said(
  z.object({
    create: count,
    update: count,
    replace: count,
    delete: count,
    forget: count,
    import: count,
    none: count,
  }),
  "Objects by what Terraform will do with them.",
);

const finding = z.object({
  rule: said(z.string(), "Stable id of the rule; docs/report-rules.md explains each."),
  level,
  stack: z.string(),
  subject: said(
    z.string(),
    "Name of the host, cluster or application, or address of the resource.",
  ),
  message: said(z.string(), "One sentence for people."),
});

const step = z.object({
  text: said(
    z.nullable(z.string()),
    "The effect, without the host; null while only known after apply.",
  ),
  step: said(
    z.nullable(z.string()),
    "Name of the step in event logs; null for one that is not recognised.",
  ),
  resource: said(z.string(), "Address of the resource whose plan has the step."),
  derived: said(
    z.boolean(),
    "Whether the report concludes the step from a delete: Terraform plans no attributes for what goes.",
  ),
  disturbance,
});

const host = z.object({
  name: z.string(),
  cluster: z.string(),
  role: said(z.enum(["control-plane", "worker"]), "What the machine is to the cluster."),
  serves_registry: z.boolean(),
  is_serving: said(z.boolean(), "Whether it is part of the cluster already."),
  action,
  resources: said(
    z.object({ host: z.nullable(z.string()), node: z.nullable(z.string()) }),
    "Addresses of its sealos_host and sealos_node.",
  ),
  kubelet: move,
  steps: said(z.array(step), "In the order in which they run."),
  disturbance: said(disturbance, "The harshest of its steps."),
  bytes: said(z.number(), "Bytes that travel to it, at most: what is there already does not."),
});

const forecastStage = z.object({
  name: z.string(),
  hosts: count,
  at_once: count,
  seconds: z.number(),
  is_partial: said(
    z.boolean(),
    "Whether some of its steps are not counted: the history does not know them, or they are not known yet.",
  ),
});

const duration = said(
  z.nullable(
    z.object({
      seconds: z.number(),
      stages: z.array(forecastStage),
      samples: said(count, "Finished steps in the history."),
      without_history: said(
        z.array(z.string()),
        "What is planned and the history does not know: names of steps; removals, which are no steps.",
      ),
    }),
  ),
  "How long the apply will take, by the history that was given; null without one.",
);

const upgrade = said(
  z.nullable(
    z.object({
      from: z.nullable(z.string()),
      to: z.string(),
      hops: said(
        z.array(z.string()),
        "The versions on the way; kubeadm goes one minor version at a time.",
      ),
      step: z.enum(["patch", "minor", "skips-minor", "downgrade", "unknown"]),
      control_planes: said(
        z.array(z.string()),
        "One after the other, in this order as far as it is known.",
      ),
      workers: z.array(z.string()),
      workers_at_once: count,
      snapshot: said(
        z.nullable(z.string()),
        "Folder of the etcd snapshot that is taken before; null: none is planned.",
      ),
      drains: said(z.boolean(), "Whether every node is drained before its upgrade."),
      budgets: said(
        z.nullable(z.array(z.object({ name: z.string(), allowed: count }))),
        "Disruption budgets that allow no disruption now; null where none were given to look at.",
      ),
      left_behind: said(z.array(z.string()), "Nodes that keep an older kubelet."),
    }),
  ),
  "The move to another version of Kubernetes; null where there is none.",
);

const cluster = z.object({
  name: z.string(),
  address: said(
    z.nullable(z.string()),
    "Address of the sealos_cluster; null where the plan has none of that name.",
  ),
  action,
  deletion_protection: said(z.nullable(z.boolean()), "After the apply; null while unknown."),
  control_planes: z.object({ before: z.array(z.string()), after: z.array(z.string()) }),
  workers: z.object({ before: z.array(z.string()), after: z.array(z.string()) }),
  version: move,
  steps: said(z.array(step), "Steps of the cluster that belong to no host of the plan."),
  disturbed: z.object({
    hosts: said(z.array(z.string()), "Hosts that serve and are disturbed."),
    at_once: said(count, "How many of them at the same time, at most."),
    why: said(z.string(), "What bounds it."),
  }),
  upgrade,
});

const app = z.object({
  name: z.string(),
  cluster: z.string(),
  address: z.string(),
  action,
  image: said(
    move,
    "Image before and after, by reference; by digest what ran before, where it was another one.",
  ),
  steps: z.array(step),
});

const image = z.object({
  address: z.string(),
  action,
  reference: move,
  type: z.nullable(z.string()),
  digest: move,
  kubernetes_version: move,
  bytes: said(z.nullable(z.number()), "Size of the tree, its registry included."),
  pinned: said(z.boolean(), "Whether the reference names a digest or a tag other than latest."),
});

const transfer = said(
  z.object({
    bytes: said(z.number(), "At most, in all."),
    images: z.array(
      z.object({
        reference: z.string(),
        bytes: z.nullable(z.number()),
        hosts: count,
      }),
    ),
    unknown: said(count, "Hosts that get an image of unknown size."),
  }),
  "What travels to the hosts, at most: a host keeps what it has, and an image's registry goes to the registry's host only.",
);

const stack = z.object({
  name: z.string(),
  terraform_version: z.nullable(z.string()),
  complete: said(z.boolean(), "Whether Terraform calls the plan complete and free of errors."),
  counts: z.object({ hosts: counts, resources: counts, others: counts }),
  clusters: z.array(cluster),
  hosts: z.array(host),
  apps: z.array(app),
  images: z.array(image),
  replacements: z.array(
    z.object({
      address: z.string(),
      forced_by: said(z.array(z.string()), "Attributes that cannot change in place."),
      reason: said(z.nullable(z.string()), "Terraform's own word for why."),
    }),
  ),
  unknown: z.array(
    z.object({
      address: z.string(),
      attribute: z.string(),
      because: said(z.array(z.string()), "What it waits for."),
    }),
  ),
  outside: said(
    z.array(z.string()),
    "Addresses of objects that were changed outside of Terraform.",
  ),
  builds: said(
    z.array(z.object({ address: z.string(), action, output: z.nullable(z.string()) })),
    "Changes of sealos_image_build, with the archive or reference that each writes; null while it is not known.",
  ),
  others: said(
    z.array(z.object({ address: z.string(), action })),
    "Changes of other providers' resources.",
  ),
  transfer,
  duration,
});

/** What `--format json` writes and policies read. Member names are snake_case, as in Terraform's own JSON. */
export const reportSchema = z.object({
  format: z.literal("cdktf-sealos/report"),
  version: z.literal(REPORT_VERSION),
  risk: said(level, "The harshest of the findings."),
  totals: z.object({
    hosts: count,
    hosts_touched: said(count, "Hosts on which a step runs, or may run."),
    hosts_disturbed: count,
    steps: count,
    bytes: z.number(),
    unknown_steps: said(count, "Lines of the plan that are only known after apply."),
    seconds: z.nullable(z.number()),
  }),
  findings: said(z.array(finding), "Harshest first."),
  stacks: z.array(stack),
});

/** A report. */
export type Report = z.infer<typeof reportSchema>;
export type Level = (typeof LEVELS)[number];
export type Finding = z.infer<typeof finding>;
export type StackReport = z.infer<typeof stack>;
export type ClusterReport = z.infer<typeof cluster>;
export type HostReport = z.infer<typeof host>;
export type AppReport = z.infer<typeof app>;
export type ImageReport = z.infer<typeof image>;
export type StepReport = z.infer<typeof step>;
export type UpgradeReport = NonNullable<z.infer<typeof upgrade>>;
export type DurationReport = NonNullable<z.infer<typeof duration>>;
export type Move = z.infer<typeof move>;
export type Counts = z.infer<typeof counts>;

/** The schema of the JSON report as a JSON Schema document. */
export function reportJsonSchema(): unknown {
  return z.toJSONSchema(reportSchema, { target: "draft-7" });
}
