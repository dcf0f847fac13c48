import { apiUrl, withServer } from "../domain/kubeconfig";
import { API_SERVER_PORT, ADMIN_KUBECONFIG } from "../domain/paths";
import { readFile, writeFile } from "../tools/files";
import type { QueryRunner, Runner } from "../transports/runner";

/**
 * Writes the admin kubeconfig to a file on the machine that runs Terraform, mode 0600. Its server is the control plane's
 * own address: the name that nodes use does not resolve there.
 */
export async function exportKubeconfig(
  controlPlane: QueryRunner,
  address: string,
  local: Runner,
  path: string,
): Promise<void> {
  const kubeconfig = await readFile(controlPlane, ADMIN_KUBECONFIG);
  if (kubeconfig === undefined) return;
  const text = withServer(kubeconfig.toString("utf8"), apiUrl(address, API_SERVER_PORT));
  await writeFile(local, path, text, 0o600);
}
