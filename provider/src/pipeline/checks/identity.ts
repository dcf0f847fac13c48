import type { HostCheck } from "./host-check";

/** A machine without an identity of its own cannot be told from another. */
export const identity: HostCheck = ({ machineId }) =>
  /^[0-9a-f]{32}$/.test(machineId)
    ? undefined
    : `/etc/machine-id ${machineId === "" ? "is empty or missing" : `holds "${machineId}"`}; it must hold 32 hexadecimal digits of this machine alone. Run: systemd-machine-id-setup.`;
