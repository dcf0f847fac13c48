import type { HostLocator } from "../domain/host-locator";
import { apiUrl, kubeconfigParts, withServer, type KubeconfigParts } from "../domain/kubeconfig";
import { ADMIN_KUBECONFIG, API_SERVER_PORT } from "../domain/paths";
import { readFile } from "../tools/files";
import type { HostSession } from "./context";
import type { PipelineEnvironment } from "./environment";
import { livingControlPlane } from "./living-control-plane";

/** An admin kubeconfig that works wherever the control plane's own address is reached; all of it is secret. */
export interface AdminKubeconfig extends KubeconfigParts {
  readonly text: string;
}

/**
 * The admin kubeconfig, read on the first control plane that answers. Its server is that control plane: the name that
 * nodes use does not resolve elsewhere.
 *
 * @throws Error when no control plane answers, or the one that does has no such file.
 */
export async function readKubeconfig(
  environment: PipelineEnvironment,
  controlPlanes: readonly HostLocator[],
  signal: AbortSignal,
): Promise<{ readonly api: HostSession; readonly kubeconfig: AdminKubeconfig }> {
  const api = await livingControlPlane(environment, controlPlanes, signal);
  const file = await readFile(api, ADMIN_KUBECONFIG);
  const text = withServer(file?.toString("utf8") ?? "", apiUrl(api.host, API_SERVER_PORT));
  const parts = kubeconfigParts(text);
  if (parts === undefined) {
    throw new Error(
      `${api.host}: ${ADMIN_KUBECONFIG} is no kubeconfig with a certificate of its own, so there is nothing to hand out. Renew it there: kubeadm certs renew admin.conf.`,
    );
  }
  return { api, kubeconfig: { text, ...parts } };
}
