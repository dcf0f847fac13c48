import type { StackName } from "./stacks";

/** Everything that a cluster goes through in its life. To add an operation, add a line. */
export const OPERATIONS = {
  create: { from: "nothing", to: "cluster", of: ["image_mount", "host", "cluster", "node"] },
  "join-worker": { from: "cluster", to: "second-worker", of: ["node"] },
  "leave-worker": { from: "second-worker", to: "cluster", of: ["node"] },
  "join-control-plane": { from: "cluster", to: "second-control-plane", of: ["node"] },
  "leave-control-plane": { from: "second-control-plane", to: "cluster", of: ["node"] },
  "app-install": { from: "cluster", to: "app", of: ["image_mount", "app"] },
  "app-update": { from: "app", to: "app-changed", of: ["app"] },
  "app-delete": { from: "app-changed", to: "cluster", of: ["app"] },
  upgrade: { from: "cluster", to: "upgraded", of: ["host", "cluster", "node"] },
  delete: { from: "cluster", to: "nothing", of: ["host", "cluster", "node"] },
} as const satisfies Readonly<Record<string, Operation>>;

/** A change of the declared state. */
export interface Operation {
  readonly from: StackName;
  readonly to: StackName;
  /** Resources whose steps are disturbed, without `sealos_`; the steps of others are those of another operation. */
  readonly of: readonly string[];
}

/** The name of an operation. */
export type OperationName = keyof typeof OPERATIONS;

/** All operations, in the order of a life. */
export const OPERATION_NAMES = Object.keys(OPERATIONS) as readonly OperationName[];
