import * as z from "zod/mini";
import { defineFunction, parameter } from "../../sdk";
import { parseImageReference as parse, type ImageReference } from "../domain/image-reference";
import { isIssue } from "../domain/issue";

/** `parse_image_reference`. */
export const parseImageReference = defineFunction({
  summary: "Takes an image reference apart.",
  description:
    "Takes an image reference apart by the rules of `sealos_image_mount.image`. `transport` is `docker` (a registry), `oci`, `oci-archive`, `docker-archive` or `containers-storage`; what the kind does not have is null. A name is completed as container tools do: `kubernetes` is `docker.io`, `library/kubernetes`, `latest`.",
  parameters: {
    image: parameter(z.string(), { description: "The reference, as one writes it in `image`." }),
  },
  returns: z.object({
    transport: z.string(),
    domain: z.nullable(z.string()),
    repository: z.nullable(z.string()),
    tag: z.nullable(z.string()),
    digest: z.nullable(z.string()),
    path: z.nullable(z.string()),
    name: z.nullable(z.string()),
  }),
  call({ image }) {
    const reference = parse(image);
    return isIssue(reference)
      ? { error: { text: reference.detail, parameter: "image" } }
      : { result: { ...NOTHING, ...membersOf(reference) } };
  },
});

const NOTHING = {
  domain: null,
  repository: null,
  tag: null,
  digest: null,
  path: null,
  name: null,
};

function membersOf(reference: ImageReference): { readonly transport: string } {
  const members = Object.entries(reference).map(([name, value]) => [name, value ?? null] as const);
  return { transport: reference.transport, ...Object.fromEntries(members) };
}
