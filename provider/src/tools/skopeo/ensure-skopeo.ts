import type { Runner } from "../../transports/runner";
import { ensureProgram } from "../debian";
import { skopeoMissing } from "./errors";

/** As `ensureBuildah`, for skopeo. @throws ToolError that says how to get it. */
export async function ensureSkopeo(
  runner: Runner,
  options: { readonly mayInstall: boolean; readonly signal?: AbortSignal },
): Promise<void> {
  const wanted = { program: "skopeo", packageName: "skopeo", ...options };
  const why = await ensureProgram(runner, wanted);
  if (why !== undefined) throw skopeoMissing(runner.host, why);
}
