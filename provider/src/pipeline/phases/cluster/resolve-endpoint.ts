import type { ClusterSpec, EndpointMode, EndpointSpec } from "../../../domain/cluster-spec";
import type { Distribution } from "../../../domain/distribution";
import { imageVip } from "../../../domain/endpoint";
import { knownInput, type Phase } from "../../phase";
import type { ClusterContext } from "./context";

/** Decides how nodes find the API: what was asked for, where the hosts can do it, else what they can do. */
export const resolveEndpoint: Phase<ClusterSpec, ClusterContext> = {
  step: "resolve-endpoint",
  title: "Choose how nodes find the API",

  plan: ({ endpoint, distribution }) => ({
    lines: [endpoint && choosing(endpoint, distribution)],
    input: knownInput({ endpoint: endpoint && { ...endpoint } }),
  }),

  run(context, { endpoint, rootfs, distribution }) {
    const lacking = [...context.controlPlanes].filter(([, facts]) => !facts.kernelFeatures.ipVs);
    if (endpoint.mode === "lvscare" && lacking.length > 0) {
      return Promise.reject(new Error(noIpvs(lacking.map(([node]) => node))));
    }
    if (endpoint.mode === "external" && endpoint.vip === null) {
      return Promise.reject(new Error(noBalancer()));
    }
    const mode = endpoint.mode ?? (lacking.length > 0 ? "hosts" : defaultMode(distribution));
    const virtual = endpoint.vip ?? imageVip(rootfs);
    const vip = mode === "hosts" ? null : virtual;
    if (endpoint.mode === null) {
      context.report("resolve-endpoint", {
        type: "note",
        message: `nodes find the API by ${mode}`,
      });
    }
    return Promise.resolve({ mode, domain: endpoint.domain, port: endpoint.port, vip });
  },
};

/** Agents of k3s learn all servers from the first one that they find, and turn to another when it dies. */
function defaultMode(distribution: Distribution | undefined): EndpointMode {
  return distribution === "k3s" ? "hosts" : "lvscare";
}

function choosing({ mode }: EndpointSpec, distribution: Distribution | undefined): string {
  const decided = mode ?? (distribution === "k3s" ? "hosts" : null);
  return decided === null
    ? "choose how nodes find the API (lvscare where the hosts have ip_vs, else hosts entries)"
    : `nodes find the API by ${decided}`;
}

function noIpvs(nodes: readonly string[]): string {
  return `endpoint.mode is lvscare, but the kernel of ${nodes.join(", ")} has no ip_vs. Load it (modprobe ip_vs ip_vs_rr), or set endpoint.mode to hosts, which needs no kernel module.`;
}

function noBalancer(): string {
  return "endpoint.mode is external, but endpoint.vip is not set. Set it to the address of the load balancer that forwards to the control planes.";
}
