import type { HostLocator } from "../domain/host-locator";
import { digestOf } from "../lib/hash";
import { getNodes, readClusterUid, type ClusterNode } from "../tools/kubectl";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { livingControlPlane } from "./living-control-plane";

export type { ClusterNode } from "../tools/kubectl";

/** What a cluster told of its nodes: one answer serves all objects that are refreshed by the same run. */
export interface ClusterView {
  /** The control plane that answered. */
  readonly api: HostSession;
  /** UID of the namespace kube-system. */
  readonly uid: string;
  readonly nodes: readonly ClusterNode[];
}

/** The answers of clusters, each asked once. */
export interface ClusterViews {
  /** The answer that is there or under way, else that of `ask`. A failure is an answer, too: silence is not waited for twice. */
  of(
    cluster: string,
    ways: readonly HostLocator[],
    ask: () => Promise<ClusterView>,
  ): Promise<ClusterView>;
  /** Drops what a cluster told, because this run changed it. */
  forget(cluster: string): void;
}

/** No answers yet; one memory for each configured provider. */
export function createClusterViews(): ClusterViews {
  const answers = new Map<string, Map<string, Promise<ClusterView>>>();
  return {
    of(cluster, ways, ask) {
      const own = answers.get(cluster) ?? new Map<string, Promise<ClusterView>>();
      answers.set(cluster, own);
      // Other ways may lead where these did not.
      const key = digestOf(ways.map(({ address, port }) => `${address}:${port}`).toSorted());
      const answer = own.get(key) ?? ask();
      own.set(key, answer);
      return answer;
    },
    forget: (cluster) => void answers.delete(cluster),
  };
}

/**
 * What the cluster says of its nodes, by one call for all who ask in this run.
 *
 * @throws Error where no control plane answers, or those that do belong to another cluster.
 */
export async function viewCluster(
  environment: PipelineEnvironment,
  cluster: string,
  ways: readonly HostLocator[],
  signal: AbortSignal,
): Promise<ClusterView> {
  const view = await environment.views.of(cluster, ways, async () => {
    const api = await livingControlPlane(environment, ways, signal);
    const [uid, nodes] = await Promise.all([readClusterUid(api), getNodes(api)]);
    return { api, uid, nodes };
  });
  if (view.uid === cluster) return view;
  throw new Error(
    `the control plane at ${view.api.host} belongs to another cluster (${view.uid}, not ${cluster}). If the cluster was made anew outside of this configuration, remove the old one from the state.`,
  );
}
