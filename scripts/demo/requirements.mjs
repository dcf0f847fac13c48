import {
  canRunHosts,
  ensureNpmPackages,
  ensurePrograms,
  noHostsReason,
  requireTerraform,
} from "../machine.mjs";

/** Installs what the demo lacks; ends this process with one line where that cannot be done. */
export function requireMachine({ hosts, destroy }) {
  if (!canRunHosts && hosts === undefined && !destroy) {
    console.error(noHostsReason);
    process.exit(1);
  }
  ensureNpmPackages();
  ensurePrograms({ buildah: "buildah", ssh: "openssh-client" });
  requireTerraform();
}
