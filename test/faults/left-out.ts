import type { Cell, StepOnHost } from "./cell";
import type { Tier } from "./stacks";

/**
 * Why a cell makes no sense; undefined where it does. What is left out is left out here, with its reason, and nowhere else.
 */
export function reasonToLeaveOut(
  { operation, at, runsCommands, fault }: Cell,
  tier: Tier,
): string | undefined {
  if (tier === "kubernetes" && fault === "disk-full") {
    return "real Kubernetes needs the machine's own disk, which is not filled";
  }
  if (at.step === "open-image" && !AT_BUILDER.has(fault)) {
    return "the step runs at the builder and touches no host";
  }
  switch (fault) {
    case "exit-1":
      return runsCommands ? undefined : "the step runs no command on a host";
    case "builder-gone":
      return usesBuilder(at) ? undefined : "the step takes nothing from the builder";
    case "registry-gone":
      return usesRegistry(operation, at) ? undefined : "the step asks nothing of the registry";
    case "second-run":
      return operation === "leave-control-plane"
        ? "a second change of the control planes waits its turn, by a lease in the cluster"
        : undefined;
    default:
      return undefined;
  }
}

const AT_BUILDER: ReadonlySet<string> = new Set(["sigkill", "ctrl-c", "builder-gone"]);

const FROM_BUILDER = new Set([
  "open-image",
  "mount-rootfs",
  "mirror-registry",
  "mount-app",
  "mirror-app-registry",
]);

const FROM_REGISTRY = new Set([
  "await-registry",
  "bootstrap-cri",
  "bootstrap-init",
  "bootstrap-postflight",
  "kubeadm-init",
  "join",
  "mirror-app-registry",
  "run-guest",
]);

function usesBuilder({ step }: StepOnHost): boolean {
  return FROM_BUILDER.has(step);
}

function usesRegistry(operation: Cell["operation"], { step }: StepOnHost): boolean {
  return FROM_REGISTRY.has(step) && !/^(delete|leave|app-delete)/.test(operation);
}
