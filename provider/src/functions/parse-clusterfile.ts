import { stringify } from "yaml";
import * as z from "zod/mini";
import { defineFunction, parameter } from "../../sdk";
import {
  CLUSTER_DOCUMENT,
  CONFIG_DOCUMENT,
  parseClusterfileDocuments,
} from "../domain/clusterfile";
import { clusterfileType, toTerraform } from "./clusterfile-value";

/** `parse_clusterfile`. */
export const parseClusterfile = defineFunction({
  summary: "Reads a Clusterfile.",
  description:
    'Reads a Clusterfile, templates already rendered: `cluster` is its Cluster document (null without one), `configs` its Config documents in their order, `kubeadm_config` the documents for kubeadm, kubelet and kube-proxy, each as YAML. Fields have their names in snake_case, and are null where a document does not have them: `parse_clusterfile(file("Clusterfile")).cluster.spec.hosts[0].ips`. Documents and fields that no Clusterfile has are an error that names their path. Login secrets of the file are in the result.',
  parameters: { text: parameter(z.string(), { description: "The text of the Clusterfile." }) },
  returns: clusterfileType,
  call({ text }) {
    const { value, issues } = parseClusterfileDocuments(text, ["text"]);
    if (value === undefined) {
      const problems = issues.map(({ detail }) => detail.replace(/^text: /, ""));
      return { error: { text: problems.join("\n"), parameter: "text" } };
    }
    const { cluster, configs, kubeadm } = value;
    return {
      result: {
        cluster: cluster === undefined ? null : toTerraform(CLUSTER_DOCUMENT, cluster),
        configs: configs.map((config) => toTerraform(CONFIG_DOCUMENT, config)),
        kubeadm_config: kubeadm.map((document) => stringify(document, { version: "1.1" })),
      },
    };
  },
});
