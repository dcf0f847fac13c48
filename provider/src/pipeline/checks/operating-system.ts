import type { HostCheck } from "./host-check";

/** Scripts of cluster images and the steps here are systemd's. */
export const operatingSystem: HostCheck = ({ hasSystemd, os }) =>
  hasSystemd
    ? undefined
    : `the operating system (${os.id === "" ? "unknown" : `${os.id} ${os.version}`}) does not run systemd as its first process; cluster images install systemd units. Use a Linux distribution with systemd.`;
