import { ADMIN_KUBECONFIG } from "../../domain/paths";
import { isAtLeastMinor } from "../../domain/kubernetes-version";
import type { KubernetesVersion } from "../../domain/kubernetes-version";
import type { DrainSpec } from "../../domain/node-spec";
import type { Argv } from "../../transports/runner";

/** How long a single request to the API may take. */
const REQUEST_TIMEOUT = "30s";

/** A kubectl command as the administrator of the cluster, on a control plane. */
export function kubectl(...words: readonly string[]): Argv {
  return [
    "kubectl",
    `--kubeconfig=${ADMIN_KUBECONFIG}`,
    `--request-timeout=${REQUEST_TIMEOUT}`,
    ...words,
  ];
}

/** Asks whether the API server of this control plane, its etcd included, answers; prints `ok`. */
export function readyCommand(): Argv {
  return [
    "kubectl",
    `--kubeconfig=${ADMIN_KUBECONFIG}`,
    "--request-timeout=10s",
    "get",
    "--raw=/readyz",
  ];
}

/** Prints all nodes as JSON. */
export function getNodesCommand(): Argv {
  return kubectl("get", "nodes", "--output=json");
}

/** Keeps new pods off a node. */
export function cordonCommand(node: string): Argv {
  return kubectl("cordon", node);
}

/** Lets pods onto a node again. */
export function uncordonCommand(node: string): Argv {
  return kubectl("uncordon", node);
}

/**
 * Empties a node within the given time: pods of daemon sets stay, local data goes. Without `force` a pod
 * that nothing would start again makes it fail.
 */
export function drainCommand(
  node: string,
  { timeoutSeconds, force }: Pick<DrainSpec, "timeoutSeconds" | "force">,
  kubernetes: KubernetesVersion,
): Argv {
  const deleteData = isAtLeastMinor(kubernetes, 20)
    ? "--delete-emptydir-data"
    : "--delete-local-data";
  return [
    "kubectl",
    `--kubeconfig=${ADMIN_KUBECONFIG}`,
    "drain",
    node,
    "--ignore-daemonsets",
    deleteData,
    `--timeout=${timeoutSeconds}s`,
    ...(force ? ["--force"] : []),
  ];
}

/** Removes a node from the cluster's books; one that is gone already is no error. */
export function deleteNodeCommand(node: string): Argv {
  return kubectl("delete", "node", node, "--ignore-not-found", "--wait=true", "--timeout=30s");
}

/** How an object is written. */
export type WriteVerb = "create" | "replace";

/**
 * Writes the object that comes over stdin. Only the API itself checks it: kubectl would read all that the API can do first, which takes
 * longer than all the rest.
 */
export function writeCommand(verb: WriteVerb, ...words: readonly string[]): Argv {
  return kubectl(verb, "--filename=-", "--validate=false", ...words);
}
