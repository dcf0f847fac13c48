import type { HostCheck } from "./host-check";

/** The kubelet refuses to start beside swap. */
export const swap: HostCheck = ({ swapBytes }) =>
  swapBytes === 0
    ? undefined
    : `${Math.round(swapBytes / 1e6)} MB of swap are on; the kubelet does not start beside swap. Run: swapoff -a, and remove the swap entries from /etc/fstab.`;
