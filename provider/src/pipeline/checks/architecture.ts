import type { HostCheck } from "./host-check";

/** Binaries of the image must run on the machine. */
export const architecture: HostCheck = ({ arch }, demand) =>
  arch === demand.arch
    ? undefined
    : `the machine is ${arch}, the image is for ${demand.arch}. Mount the image with platform = "linux/${arch}" for this host, or use a machine of the other kind.`;
