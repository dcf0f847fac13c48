import * as z from "zod/mini";
import {
  computed,
  defineDataSource,
  defineSchema,
  nestedList,
  required,
  requireConfigured,
} from "../../sdk";
import { parseHostIds } from "../domain/host-locator";
import { askForCluster } from "../pipeline/ask-for-cluster";
import { hostIdType } from "../resources/attributes";
import type { Services } from "../resources/environment";
import { kubeconfigAttributes, kubeconfigValues } from "./kubeconfig-attributes";

const schema = defineSchema({
  description:
    "A living cluster, asked through one of its control planes, with the admin credentials to configure other providers by. They land in the state in clear text: where Terraform is 1.10 or newer, the ephemeral resource `sealos_kubeconfig` does without that.",
  attributes: {
    control_plane: required(z.array(hostIdType), {
      description: "Ids of the hosts that are control planes. Any living one serves.",
    }),
    id: computed(z.string(), { description: "UID of the namespace kube-system." }),
    kubernetes_version: computed(z.string(), {
      description: "Version of the control plane that answered.",
    }),
    ...kubeconfigAttributes,
    nodes: computed(
      nestedList({
        name: computed(z.string(), { description: "Name of the node." }),
        role: computed(z.string(), { description: "`control-plane` or `worker`." }),
        ready: computed(z.boolean(), { description: "Whether the node is Ready." }),
        version: computed(z.string(), { description: "Version of its kubelet." }),
        address: computed(z.string(), { description: "Address inside the cluster." }),
      }),
      { description: "The nodes, by name." },
    ),
  },
});

/** `data.sealos_cluster`. */
export const clusterData = defineDataSource<typeof schema, Services>({
  schema,
  async read({ config, configured, signal }) {
    const { pipeline } = requireConfigured(configured);
    const found = await askForCluster(pipeline, parseHostIds(config.control_plane), signal);
    return {
      state: {
        ...config,
        id: found.uid,
        kubernetes_version: found.version,
        ...kubeconfigValues(found.kubeconfig),
        nodes: found.nodes.map(({ name, role, ready, version, internalIp }) => ({
          name,
          role,
          ready,
          version,
          address: internalIp,
        })),
      },
    };
  },
});
