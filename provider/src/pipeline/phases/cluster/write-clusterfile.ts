import { formatClusterfile, type Clusterfile } from "../../../domain/clusterfile";
import type { ClusterSpec } from "../../../domain/cluster-spec";
import { clusterfilePath } from "../../../domain/paths";
import { joinYamlDocuments } from "../../../domain/yaml-documents";
import { removePaths, writeFile } from "../../../tools/files";
import { knownInput, type Phase } from "../../phase";
import type { ClusterContext } from "./context";
import { addressesOf } from "./files";

/** PostProcess: leaves the Clusterfile where sealos keeps it, on every control plane, so that its command line can take over. */
export const writeClusterfile: Phase<ClusterSpec, ClusterContext> = {
  step: "write-clusterfile",
  title: "Write the Clusterfile",

  plan: ({ name, controlPlanes, rootfs, kubeadmDocuments, clusterfileDocuments }) => ({
    lines: [],
    input: knownInput({
      name,
      controlPlanes: controlPlanes?.map(({ node, locator }) => [node, locator.address]),
      image: rootfs?.image,
      kubeadmDocuments,
      clusterfileDocuments,
    }),
  }),

  async run(context, spec) {
    const text = joinYamlDocuments([
      formatClusterfile(clusterfileOf(context, spec)),
      spec.clusterfileDocuments ?? "",
    ]);
    for (const { host } of context.members) {
      await writeFile(host, clusterfilePath(spec.name), text, 0o600);
    }
    return undefined;
  },

  async undo({ host }, { name }) {
    await removePaths(host, [clusterfilePath(name).replace(/\/[^/]+$/, "")]);
  },
};

function clusterfileOf(context: ClusterContext, spec: ClusterSpec): Clusterfile {
  const ports = new Map(spec.controlPlanes.map(({ node, locator }) => [node, locator.port]));
  const ips = addressesOf(context, spec).map(
    ({ node, address }) => `${address}:${ports.get(node) ?? 22}`,
  );
  return {
    cluster: {
      name: spec.name,
      createdAt: context
        .clock()
        .toISOString()
        .replace(/\.\d+Z$/, "Z"),
      images: [spec.rootfs.image],
      ssh: {},
      hosts: [{ ips, roles: ["master", archOf(spec)], env: {}, ssh: {} }],
      env: {},
      command: [],
    },
    configs: [],
    kubeadm: joinYamlDocuments(spec.kubeadmDocuments),
    k3s: spec.k3sOptions ?? "",
  };
}

function archOf({ rootfs }: ClusterSpec): string {
  return rootfs.platform.split("/")[1] ?? "amd64";
}
