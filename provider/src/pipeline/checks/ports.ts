import { CONTROL_PLANE_ROLE, REGISTRY_ROLE } from "../../domain/host-spec";
import type { HostCheck } from "./host-check";

// Ports of Kubernetes' components and of the cluster's registry.
const EVERY_NODE = [10250];
const CONTROL_PLANE = [6443, 2379, 2380, 10257, 10259];
const REGISTRY = [5000];

/** Ports that the node will need must be free. */
export const ports: HostCheck = ({ listeningPorts }, { roles, isFresh }) => {
  if (!isFresh || listeningPorts === undefined) return undefined;
  const wanted = [
    ...EVERY_NODE,
    ...(roles.includes(CONTROL_PLANE_ROLE) ? CONTROL_PLANE : []),
    ...(roles.includes(REGISTRY_ROLE) ? REGISTRY : []),
  ];
  const taken = wanted.filter((port) => listeningPorts.includes(port));
  return taken.length === 0
    ? undefined
    : `TCP port ${taken.join(", ")} is in use; Kubernetes needs it. Find the program with \`ss -ltnp\` and stop it, or use another machine.`;
};
