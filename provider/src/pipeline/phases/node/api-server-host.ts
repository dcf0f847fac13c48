import { apiAddresses } from "../../../domain/endpoint";
import type { NodeSpec } from "../../../domain/node-spec";
import { removeHostsName, setHostsName } from "../../../tools/files";
import type { Phase } from "../../phase";
import type { NodeContext } from "./context";
import { apiInput, controlPlaneAddresses, ownAddress, ownNode } from "./files";

/** The name of the API resolves on the host before it joins. */
export const apiServerHost: Phase<NodeSpec, NodeContext> = {
  step: "api-server-host",
  title: "Name the API server",

  plan: (spec) => ({
    lines: spec.role && (spec.role === "control-plane" ? [] : [finding(spec.controlPlanes)]),
    input: apiInput(spec),
  }),

  async run(context, spec) {
    const { endpoint } = context.cluster;
    const [joined, controlPlanes] = await Promise.all([
      ownNode(context, spec),
      controlPlaneAddresses(context),
    ]);
    const client = {
      // Nothing carries a virtual address on a host that has not joined yet.
      role: endpoint.mode === "lvscare" ? "control-plane" : spec.role,
      address: ownAddress(context, spec),
      servesApi: joined?.role === "control-plane",
    } as const;
    const addresses = apiAddresses(endpoint, client, controlPlanes);
    await setHostsName(context.host, endpoint.domain, addresses);
    return { domain: endpoint.domain };
  },

  async undo({ host, cluster }) {
    await removeHostsName(host, cluster.endpoint.domain);
  },
};

function finding(controlPlanes: NodeSpec["controlPlanes"] | undefined): string | undefined {
  return (
    controlPlanes && `find the API at ${controlPlanes.map(({ address }) => address).join(", ")}`
  );
}
