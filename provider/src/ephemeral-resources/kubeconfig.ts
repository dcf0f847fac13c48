import * as z from "zod/mini";
import { defineEphemeralResource, defineSchema, required, requireConfigured } from "../../sdk";
import { kubeconfigAttributes, kubeconfigValues } from "../data-sources/kubeconfig-attributes";
import { parseHostIds } from "../domain/host-locator";
import { readKubeconfig } from "../pipeline/read-kubeconfig";
import { hostIdType } from "../resources/attributes";
import type { Services } from "../resources/environment";

const schema = defineSchema({
  description:
    "The admin kubeconfig of a cluster for as long as Terraform runs: in no state and in no plan.",
  attributes: {
    control_plane: required(z.array(hostIdType), {
      description: "Ids of the hosts that are control planes. Any living one serves.",
    }),
    ...kubeconfigAttributes,
  },
});

/** `ephemeral.sealos_kubeconfig`. */
export const kubeconfigEphemeral = defineEphemeralResource<typeof schema, Services>({
  schema,
  async open({ config, configured, signal }) {
    const { pipeline } = requireConfigured(configured);
    const locators = parseHostIds(config.control_plane);
    const { kubeconfig } = await readKubeconfig(pipeline, locators, signal);
    return { result: { ...config, ...kubeconfigValues(kubeconfig) } };
  },
});
