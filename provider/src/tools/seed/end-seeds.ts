import { SEALOS_ROOT } from "../../domain/paths";
import type { Runner } from "../../transports/runner";

/** In a seed's directory: the process that ends it, and the boot in which that process began. */
export const OWNER_FILE = "owner";

/** What the script of a seed is called in its own command line. */
export const SEED_SCRIPT = "start-seed";

/**
 * Shell: sets `at_boot` to the file that has a machine which lost power remove the directory `$seed` when it starts again, and itself
 * (tmpfiles.d(5): `!` is for the start only).
 */
export const BOOT_FILE = 'at_boot=/etc/tmpfiles.d/sealos$(printf %s "$seed" | tr / -).conf';

const END = `
read -r process boot <"$2/${OWNER_FILE}" || exit 0
if grep -qzxF -- "$1" "/proc/$process/cmdline"; then kill "$process"; fi`;

/** Ends a seed by its id and its directory; nothing where it has ended. */
export async function endSeed(host: Runner, id: string, directory: string): Promise<void> {
  await host.exec(["sh", "-c", END, "end-seed", id, directory]);
}

const SWEEP = `
booted=$(cat /proc/sys/kernel/random/boot_id)
for seed in ${SEALOS_ROOT}/data/*/.*.seed; do
  [ -d "$seed" ] || continue
  process= boot=
  read -r process boot 2>/dev/null <"$seed/${OWNER_FILE}"
  if [ "$boot" != "$booted" ] || ! grep -qzxF ${SEED_SCRIPT} "/proc/$process/cmdline" 2>/dev/null; then
    ${BOOT_FILE}
    rm -rf --one-file-system -- "$seed" "$at_boot"
  fi
done`;

/** Removes what seeds left that could not end by themselves: they were killed. */
export async function sweepSeeds(host: Runner): Promise<void> {
  await host.exec(["sh", "-c", SWEEP, "sweep-seeds"]);
}
