import type { ClusterEndpoint } from "../../../domain/cluster-record";
import type { ClusterSpec } from "../../../domain/cluster-spec";
import { nodeAddress } from "../../../domain/node-address";
import { configDirectory } from "../../../domain/paths";
import { noControlPlane } from "../../errors";
import type { ClusterContext } from "./context";

/** Where the documents for `kubeadm init` are. */
export function initDocumentsPath({ name }: Pick<ClusterSpec, "name">): string {
  return `${configDirectory(name)}/kubeadm-init.yaml`;
}

/** The control plane that the workflow runs on. */
export function firstControlPlane(
  context: ClusterContext,
  spec: ClusterSpec,
): { readonly node: string; readonly address: string } {
  const [first] = addressesOf(context, spec);
  if (first === undefined) throw noControlPlane();
  return first;
}

/** The address of every control plane, in the order of the specification. */
export function addressesOf(
  context: ClusterContext,
  spec: ClusterSpec,
): readonly { readonly node: string; readonly address: string }[] {
  return spec.controlPlanes.map(({ node, locator }) => {
    const facts = context.controlPlanes.get(node);
    return {
      node,
      address: facts === undefined ? locator.address : nodeAddress(locator.address, facts),
    };
  });
}

/** The endpoint that `resolve-endpoint` decided on. */
export function decidedEndpoint(context: ClusterContext): ClusterEndpoint {
  const note = context.journal.current.notes["resolve-endpoint"];
  if (note === undefined)
    throw new Error(
      "the journal lacks the endpoint that was decided; the next apply decides again",
    );
  return note as unknown as ClusterEndpoint;
}
