import { formatClusterRecord } from "../../../domain/cluster-record";
import type { ClusterSpec } from "../../../domain/cluster-spec";
import { foundingOptions } from "../k3s/files";
import { putObject } from "../../../tools/kubectl";
import { knownInput, type Phase } from "../../phase";
import type { ClusterContext } from "./context";
import { addressesOf, decidedEndpoint } from "./files";

/** Leaves in the cluster what joining nodes need to know of it. */
export const recordCluster: Phase<ClusterSpec, ClusterContext> = {
  step: "record-cluster",
  title: "Record how the cluster was made",

  plan: ({ name, controlPlanes, endpoint, rootfs, kubeadmDocuments, upgrade }) => ({
    lines: [],
    input: knownInput({
      name,
      controlPlanes: controlPlanes?.map(({ node, locator }) => [node, locator.address]),
      endpoint: endpoint && { ...endpoint },
      image: rootfs && (rootfs.labels["image"] ?? null),
      kubeadmDocuments,
      maxUnavailable: upgrade?.maxUnavailable,
    }),
  }),

  async run(context, spec) {
    const { name, rootfs, distribution, kubeadmDocuments, upgrade } = spec;
    const record = {
      name,
      controlPlanes: addressesOf(context, spec),
      endpoint: decidedEndpoint(context),
      lvscareImage: rootfs.labels["image"] ?? null,
      kubeadmDocuments,
      maxUnavailable: upgrade.maxUnavailable,
      ...(distribution === "k3s" ? { distribution, k3sOptions: foundingOptions(context) } : {}),
    };
    await putObject(context.host, formatClusterRecord(record));
    return undefined;
  },
};
