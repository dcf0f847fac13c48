import type { Runner } from "../../transports/runner";
import { ensureProgram } from "../debian";
import { buildahMissing } from "./errors";

/**
 * Makes sure that a machine has buildah: where it is missing and may be installed, from the archive of a
 * Debian-like system.
 *
 * @throws ToolError that says how to get it.
 */
export async function ensureBuildah(
  runner: Runner,
  options: { readonly mayInstall: boolean; readonly signal?: AbortSignal },
): Promise<void> {
  const wanted = { program: "buildah", packageName: "buildah", ...options };
  const why = await ensureProgram(runner, wanted);
  if (why !== undefined) throw buildahMissing(runner.host, why);
}
