import { parse, stringify } from "yaml";

/** kubeadm's `ClusterStatus` document without the API endpoint of a control plane; undefined where it has none of that name. */
export function withoutApiEndpoint(document: string, controlPlane: string): string | undefined {
  const status = parse(document) as { readonly apiEndpoints?: Record<string, unknown> } | null;
  if (status?.apiEndpoints?.[controlPlane] === undefined) return undefined;
  const others = Object.entries(status.apiEndpoints).filter(([name]) => name !== controlPlane);
  return stringify({ ...status, apiEndpoints: Object.fromEntries(others) });
}
