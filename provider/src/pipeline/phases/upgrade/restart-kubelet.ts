import { isAtLeastMinor, parseKubernetesVersion } from "../../../domain/kubernetes-version";
import type { UpgradeSpec } from "../../../domain/upgrade-spec";
import type { Phase } from "../../phase";
import type { TurnContext } from "./context";
import { turnInput } from "./files";

const FLAGS_FILE = "/var/lib/kubelet/kubeadm-flags.env";
/** A kubelet of 1.27 or later does not start with this flag, which older versions of kubeadm wrote. */
const OBSOLETE_FLAG = "s/ *--container-runtime=remote//";

/** The kubelet that is installed becomes the one that runs. */
export const restartKubelet: Phase<UpgradeSpec, TurnContext> = {
  step: "restart-kubelet",
  title: "Restart the kubelet",

  plan: turnInput,

  async run({ host, signal }, { to }) {
    const version = parseKubernetesVersion(to ?? "");
    if (version !== undefined && isAtLeastMinor(version, 27)) {
      await host.exec(["sed", "-i", OBSOLETE_FLAG, FLAGS_FILE], { signal, accept: [0, 2] });
    }
    await host.exec(["systemctl", "daemon-reload"], { signal });
    await host.exec(["systemctl", "restart", "kubelet"], { signal });
    return undefined;
  },
};
