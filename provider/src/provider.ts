import { defineProvider, type Config, type Provider } from "../sdk";
import { checkConstructs } from "./check-constructs";
import { providerSchema } from "./provider-schema";
import { clusterData } from "./data-sources/cluster";
import { clusterfileData } from "./data-sources/clusterfile";
import { hostFactsData } from "./data-sources/host-facts";
import { imageData } from "./data-sources/image";
import { joinCommandEphemeral } from "./ephemeral-resources/join-command";
import { kubeconfigEphemeral } from "./ephemeral-resources/kubeconfig";
import { encodeClusterfile } from "./functions/encode-clusterfile";
import { parseClusterfile } from "./functions/parse-clusterfile";
import { parseImageReference } from "./functions/parse-image-reference";
import { appImport } from "./resources/app/import";
import { app } from "./resources/app/resource";
import { clusterImport } from "./resources/cluster/import";
import { cluster } from "./resources/cluster/resource";
import type { Services } from "./resources/environment";
import { hostImport } from "./resources/host/import";
import { host } from "./resources/host/resource";
import { importable } from "./resources/importable";
import { imageBuildImport } from "./resources/image-build/import";
import { imageBuild } from "./resources/image-build/resource";
import { imageMountImport } from "./resources/image-mount/import";
import { imageMount } from "./resources/image-mount/resource";
import { nodeImport } from "./resources/node/import";
import { node } from "./resources/node/resource";
import { whenKnown, type Settled } from "./resources/known";

/** The provider block, at a time when all of it is known. */
export type ProviderConfig = Settled<Config<typeof providerSchema>>;

/** Turns a known configuration into what resources work with; `main.ts` chooses the implementations. */
export type ServicesFactory = (config: ProviderConfig) => Services;

/** The provider: its configuration, and one line for each resource. */
export function createProvider(
  createServices: ServicesFactory,
): Provider<typeof providerSchema, Services> {
  return defineProvider<typeof providerSchema, Services>({
    schema: providerSchema,
    validate: ({ config }) => checkConstructs(config),
    configure({ config }) {
      const known = whenKnown(config);
      return Promise.resolve(known === undefined ? {} : { configured: createServices(known) });
    },
    resources: {
      sealos_image_mount: () => importable(imageMount, imageMountImport),
      sealos_image_build: () => importable(imageBuild, imageBuildImport),
      sealos_host: () => importable(host, hostImport),
      sealos_cluster: () => importable(cluster, clusterImport),
      sealos_node: () => importable(node, nodeImport),
      sealos_app: () => importable(app, appImport),
    },
    dataSources: {
      sealos_image: () => imageData,
      sealos_host_facts: () => hostFactsData,
      sealos_cluster: () => clusterData,
      sealos_clusterfile: () => clusterfileData,
    },
    ephemeralResources: {
      sealos_kubeconfig: () => kubeconfigEphemeral,
      sealos_join_command: () => joinCommandEphemeral,
    },
    functions: {
      parse_clusterfile: () => parseClusterfile,
      encode_clusterfile: () => encodeClusterfile,
      parse_image_reference: () => parseImageReference,
    },
  });
}
