import * as z from "zod/mini";
import { computed, defineSchema, optional, required } from "../../../sdk";
import {
  driftCheckAttribute,
  hostIdType,
  mountType,
  progressAttributes,
  timeoutsAttribute,
} from "../attributes";
import { pathNameType } from "../names";

/** `sealos_app`: an application image, installed on a cluster. */
export const appSchema = defineSchema({
  version: 0,
  description: "An application image, installed by running its command on a control plane.",
  attributes: {
    cluster_id: required(z.string(), {
      description: "`id` of the `sealos_cluster`.",
      requiresReplace: true,
    }),
    control_plane: required(z.array(hostIdType), {
      description: "Ids of the hosts that are control planes. Any living one serves.",
    }),
    registry_host: optional(hostIdType, {
      description:
        "Id of the host that serves the registry. Default: the control plane with the `registry` role.",
    }),
    name: required(pathNameType, {
      description: "Name of the application, unique in the cluster.",
      requiresReplace: true,
    }),
    image: required(mountType("application"), {
      description: "`mount` of the application image.",
      sensitive: true,
    }),
    env: optional(z.record(z.string(), z.string()), {
      description: "Environment; stronger than the mount's.",
    }),
    command: optional(z.array(z.string()), {
      description: "Shell command lines to run in place of the image's ENTRYPOINT and CMD.",
    }),
    args: optional(z.array(z.string()), {
      description: "Further command lines, run after the command.",
    }),
    uninstall_command: optional(z.array(z.string()), {
      description:
        "Shell command lines that take the application away. Default: its objects stay in the cluster.",
    }),
    triggers: optional(z.record(z.string(), z.string()), {
      description: "The command runs again when one of these values changes.",
    }),
    take_over: optional(z.boolean(), {
      description:
        "Whether an application of this name that another owner installed (another `sealos_app`, or the sealos command line) is replaced. Without it such a name is an error that tells the owner. Default `false`.",
    }),
    drift_check: driftCheckAttribute("its home and in the registry"),
    timeouts: timeoutsAttribute({ create: "20m", update: "20m", delete: "20m" }),
    id: computed(z.string(), { description: "`<cluster id>/<application name>`.", keep: true }),
    digest: computed(z.string(), { description: "Digest of the installed image." }),
    applied_at: computed(z.string(), { description: "When the command last ended, ISO 8601." }),
    output_tail: computed(z.string(), {
      description:
        "The last lines of the command's output, at most 4 KiB, without the values of variables whose names say that they are secret. All of it is in the provider's `event_log`.",
    }),
    home: computed(z.string(), {
      description:
        "Id of the host that holds the application's files and runs its commands: a control plane, another one once it leaves.",
    }),
    ...progressAttributes,
  },
});
