import type { Runner } from "../../transports/runner";

/**
 * Removes what writers of files in a directory left when the machine lost its power. Who holds the machine's lock may do that: others
 * that write there at the same time fail.
 */
export async function sweepAsides(host: Runner, directory: string): Promise<void> {
  await host.exec(["sh", "-c", 'rm -f -- "$1"/*.aside-[0-9]*', "sweep-asides", directory]);
}
