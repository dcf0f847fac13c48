import type { ClusterSpec } from "../../../domain/cluster-spec";
import { ADMIN_KUBECONFIG } from "../../../domain/paths";
import { removePaths } from "../../../tools/files";
import { knownInput, type Phase } from "../../phase";
import type { ClusterContext } from "./context";

const HOME_KUBECONFIG = "/root/.kube/config";

/** kubectl works for root on the control plane without further words. */
export const installKubeconfig: Phase<ClusterSpec, ClusterContext> = {
  step: "install-kubeconfig",
  title: "Install the admin kubeconfig",

  // An upgrade renews the certificate in it.
  plan: ({ name, rootfs }) => ({
    lines: [],
    input: knownInput({ name, kubernetes: rootfs && (rootfs.version ?? null) }),
  }),

  async run({ host }) {
    await host.exec(["install", "-D", "-m", "0600", ADMIN_KUBECONFIG, HOME_KUBECONFIG]);
    return undefined;
  },

  async undo({ host }) {
    await removePaths(host, ["/root/.kube"]);
  },
};
