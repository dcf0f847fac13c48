import type { HostCheck } from "./host-check";

// sealos' own limit; certificates that are "not yet valid" are the usual victims of more.
const LIMIT_MS = 5_000;

/** Certificates and leases need clocks that agree. */
export const clock: HostCheck = ({ clockMs }, { localTime }) => {
  const skew = clockMs - localTime.getTime();
  if (Math.abs(skew) <= LIMIT_MS) return undefined;
  const seconds = Math.round(Math.abs(skew) / 1000);
  return `its clock is ${seconds} s ${skew > 0 ? "ahead of" : "behind"} the clock of the machine that runs Terraform; at most ${LIMIT_MS / 1000} s are allowed. Synchronise both (systemd-timesyncd, chrony).`;
};
