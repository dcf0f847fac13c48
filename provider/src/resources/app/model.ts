import type { FinalPlan, Planned, State } from "../../../sdk";
import type { AppSpec } from "../../domain/app-spec";
import { parseHostId, parseHostIds, type HostLocator } from "../../domain/host-locator";
import { decodeImageMount, type ImageMount } from "../../domain/image-mount";
import type { Known } from "../../plan/known";
import { mapKnown, whenKnown } from "../known";
import type { appSchema } from "./schema";

/** What the practitioner wants of the application, as far as the plan knows it. */
export function plannedSpec(planned: Planned<typeof appSchema>): Known<AppSpec> {
  return {
    clusterId: whenKnown(planned.cluster_id),
    controlPlanes: mapKnown(planned.control_plane, parseHostIds),
    registryHost: mapKnown(planned.registry_host, hostOf),
    name: whenKnown(planned.name),
    image: mapKnown(planned.image, decodeImageMount),
    env: mapKnown(planned.env, (env) => env ?? {}),
    command: whenKnown(planned.command),
    args: mapKnown(planned.args, (args) => args ?? []),
    uninstallCommand: mapKnown(planned.uninstall_command, (lines) => lines ?? []),
    triggers: mapKnown(planned.triggers, (triggers) => triggers ?? {}),
  };
}

/** What the practitioner wants of the application, at a time when all of it is known. */
export function appSpec(
  values: FinalPlan<typeof appSchema> | State<typeof appSchema>,
  image: ImageMount,
): AppSpec {
  return {
    clusterId: values.cluster_id,
    controlPlanes: parseHostIds(values.control_plane),
    registryHost: hostOf(values.registry_host),
    name: values.name,
    image,
    env: values.env ?? {},
    command: values.command,
    args: values.args ?? [],
    uninstallCommand: values.uninstall_command ?? [],
    triggers: values.triggers ?? {},
  };
}

function hostOf(id: string | null): HostLocator | null {
  return id === null ? null : (parseHostId(id) ?? null);
}
