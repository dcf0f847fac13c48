import type { CommandOptions, Runner } from "../../transports/runner";
import { kubectl } from "./command";

/** Deletes a config map of `kube-system`; one that is not there is fine. */
export async function deleteSystemConfigMap(
  runner: Runner,
  name: string,
  options?: CommandOptions,
): Promise<void> {
  const words = ["delete", "configmap", name, "--namespace=kube-system", "--ignore-not-found"];
  await runner.exec(kubectl(...words), options);
}
