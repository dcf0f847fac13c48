import * as z from "zod/mini";
import { computed } from "../../sdk";
import type { AdminKubeconfig } from "../pipeline/read-kubeconfig";

/** The parts of an admin kubeconfig, as providers for Kubernetes take them. */
export const kubeconfigAttributes = {
  kubeconfig: computed(z.string(), {
    description: "The admin kubeconfig, its server the control plane that answered.",
    sensitive: true,
  }),
  server: computed(z.string(), { description: "URL of the API on that control plane." }),
  ca_certificate: computed(z.string(), {
    description: "Certificate of the cluster's authority, PEM.",
  }),
  client_certificate: computed(z.string(), {
    description: "Certificate of the admin, PEM.",
    sensitive: true,
  }),
  client_key: computed(z.string(), { description: "Key of the admin, PEM.", sensitive: true }),
};

/** The values of {@link kubeconfigAttributes}. */
export function kubeconfigValues(kubeconfig: AdminKubeconfig): {
  readonly [Name in keyof typeof kubeconfigAttributes]: string;
} {
  return {
    kubeconfig: kubeconfig.text,
    server: kubeconfig.server,
    ca_certificate: kubeconfig.caCertificate,
    client_certificate: kubeconfig.clientCertificate,
    client_key: kubeconfig.clientKey,
  };
}
