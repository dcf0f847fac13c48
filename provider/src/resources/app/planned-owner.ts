import type { Diagnostic, Planned, PlanRequest, State } from "../../../sdk";
import type { AppSpec } from "../../domain/app-spec";
import { readAppRecord } from "../../pipeline/app-home";
import { livingControlPlane } from "../../pipeline/living-control-plane";
import { intentsOf } from "../../pipeline/phase";
import { installAppPhases } from "../../pipeline/workflows/install-app";
import { checkAppOwner } from "../../plan/check-app-owner";
import type { Known } from "../../plan/known";
import type { StepIntent } from "../../plan/pending-steps";
import type { Services } from "../environment";
import { issueDiagnostic } from "../issue-diagnostic";
import type { appSchema } from "./schema";

type Schema = typeof appSchema;

/**
 * The line of a new application that may replace one of another owner. It stands in every such plan: Terraform plans again
 * during apply and accepts no other lines then.
 */
export function takeOverOf(
  { take_over: takesOver }: Planned<Schema>,
  prior: State<Schema> | null,
): readonly StepIntent[] {
  if (prior !== null || takesOver !== true) return [];
  return [
    {
      step: "take-over",
      lines: ["take the name over from whoever has an application of it installed"],
      input: null,
    },
  ];
}

/**
 * Looks whether a new application's name is free on its cluster. A cluster that is still to be made, or does not answer, is
 * asked again by the apply, before anything is changed.
 */
export async function ownerDiagnostics(
  { planned, prior, configured, signal }: PlanRequest<Schema, Services>,
  { name, clusterId, controlPlanes, ...rest }: Known<AppSpec>,
): Promise<readonly Diagnostic[]> {
  const isAskable = name !== undefined && clusterId !== undefined && controlPlanes !== undefined;
  if (prior !== null || configured === undefined || !isAskable) return [];
  const found = await recordOf(configured, controlPlanes, name, signal);
  const intents = intentsOf(installAppPhases, { name, clusterId, controlPlanes, ...rest });
  const takesOver = planned.take_over === true;
  const claim = { name, generation: null, intents, takesOver };
  return checkAppOwner("the cluster", found, claim).map(issueDiagnostic);
}

async function recordOf(
  { pipeline }: Services,
  controlPlanes: AppSpec["controlPlanes"],
  name: string,
  signal: AbortSignal,
): ReturnType<typeof readAppRecord> {
  try {
    return await readAppRecord(await livingControlPlane(pipeline, controlPlanes, signal), name);
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
