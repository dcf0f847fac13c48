import type { AppRecord } from "../domain/app-record";
import type { Issue } from "../domain/issue";
import { pendingSteps, type StepIntent } from "./pending-steps";

/** Who wants an application's name, and what it would do there. */
export interface AppClaim {
  readonly name: string;
  /** Id of the object that asks; null while it is not made. */
  readonly generation: string | null;
  readonly intents: readonly StepIntent[];
  /** Whether the practitioner allowed to replace an application of another owner. */
  readonly takesOver: boolean;
}

/** Whose application of that name is installed, when it is not the one who asks for it. */
export function otherOwner(
  found: AppRecord | undefined,
  { generation, intents }: Pick<AppClaim, "generation" | "intents">,
): AppRecord | undefined {
  if (found === undefined || found.generation === generation) return undefined;
  // Half-built, or its command ran as it is wanted: an object whose state was lost goes on here, and nothing is overridden.
  const isSame = !pendingSteps(intents, found.finished).some(({ step }) => step === "run-guest");
  return !found.wasComplete || isSame ? undefined : found;
}

/** Refuses a name under which another owner installed an application, unless it may be taken over: then that is told. */
export function checkAppOwner(
  cluster: string,
  found: AppRecord | undefined,
  claim: AppClaim,
): readonly Issue[] {
  const owner = otherOwner(found, claim);
  if (owner === undefined) return [];
  const who = `application "${owner.name}" was installed on ${cluster} by ${owner.installedBy} on ${owner.installedAt} from ${owner.image}, by another sealos_app object than this one`;
  return claim.takesOver
    ? [
        {
          severity: "warning",
          summary: `Application ${owner.name} Will Be Taken Over`,
          detail: `name: ${who}. take_over is set, so this object replaces it: its files are overwritten and the command runs over what it left. The other object will find that it lost the application, and its delete will do nothing.`,
          attribute: ["take_over"],
        },
      ]
    : [
        {
          severity: "error",
          summary: `Application ${owner.name} Belongs To Another Owner`,
          detail: `name: ${who}. Nothing was changed. Choose another name; or remove it where it is declared; or set take_over = true to replace it with this one.`,
          attribute: ["name"],
        },
      ];
}
