import type { HostCheck } from "./host-check";

/** Everything here installs system software. */
export const root: HostCheck = ({ userId }) =>
  userId === 0
    ? undefined
    : `commands run as user ${userId}, not as root. Log in as root, or let the user use sudo (ssh.sudo, ssh.password).`;
