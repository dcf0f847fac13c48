import * as z from "zod/mini";
import { parseHostId } from "../domain/host-locator";
import { decodeImageMount, type ImageType } from "../domain/image-mount";
import { parseDuration } from "../lib/duration";
import { computed, nested, optional } from "../../sdk";

/** The `id` of a `sealos_host`. */
export const hostIdType = z.string().check(
  z.refine((id) => parseHostId(id) !== undefined, {
    error: "it is not the id of a host; write sealos_host.NAME.id",
  }),
);

/** The `mount` of a `sealos_image_mount` whose image has one of the types. */
export function mountType(...types: readonly ImageType[]): z.ZodMiniString {
  return z.string().check(
    z.refine((text) => types.some((type) => decodeImageMount(text)?.type === type), {
      error: `it is not the mount of an image of type ${types.join(" or ")}; write sealos_image_mount.NAME.mount`,
    }),
  );
}

/** A time limit in Go's duration form. */
export const durationType = z.string().check(
  z.refine((text) => parseDuration(text) !== undefined, {
    error: "it is not a duration; write 90s, 30m or 1h30m",
  }),
);

/** What every resource that touches hosts reports of itself. */
export const progressAttributes = {
  ready: computed(z.boolean(), {
    description:
      "Whether everything that the configuration asks for is in place. `false` after a step failed: the next apply goes on from there.",
  }),
  status: computed(z.string(), {
    description: "`ready`, or the host and step that failed and why.",
  }),
  generation: computed(z.string(), {
    description:
      "Random id of this object, also kept on the hosts: a delete by an object of another generation does nothing.",
    keep: true,
  }),
  steps: computed(z.array(z.string()), {
    description:
      "The steps that the plan will run, in order, as `<host>: <effect>`. Empty when nothing is to be done.",
  }),
};

/** How much a refresh looks at, for one object. */
export function driftCheckAttribute(where: string): DriftCheckAttribute {
  return optional(z.enum(["none", "sampled", "full"]), {
    description: `How much a refresh looks at on ${where}: \`none\`, \`sampled\` (sizes and times of all files, some digests, units, settings) or \`full\` (every digest). Default: the provider's \`drift_check\`. A change of it counts from the next apply on.`,
  });
}

type DriftCheckAttribute = ReturnType<
  typeof optional<z.ZodMiniEnum<{ none: "none"; sampled: "sampled"; full: "full" }>>
>;

type Limit = ReturnType<typeof optional<z.ZodMiniString>>;
type TimeoutsAttribute = ReturnType<
  typeof optional<ReturnType<typeof nested<Record<"create" | "update" | "delete", Limit>>>>
>;

/** Time limits of one resource, in Go's duration form: `30m`, `1h30m`. */
export function timeoutsAttribute(limits: {
  readonly create: string;
  readonly update: string;
  readonly delete: string;
}): TimeoutsAttribute {
  const limit = (operation: string, fallback: string) =>
    optional(durationType, {
      description: `How long ${operation} may take, \`1h30m\` for example. Default \`${fallback}\`.`,
    });
  return optional(
    nested({
      create: limit("create", limits.create),
      update: limit("update", limits.update),
      delete: limit("delete", limits.delete),
    }),
    { description: "Time limits; nothing waits for ever." },
  );
}
