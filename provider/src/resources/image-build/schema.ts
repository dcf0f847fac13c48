import * as z from "zod/mini";
import { computed, defineSchema, optional, required } from "../../../sdk";
import { IMAGE_ORIGINS } from "../../domain/build/build-spec";

/** `sealos_image_build`: a cluster image made of a directory with a Kubefile. */
export const imageBuildSchema = defineSchema({
  version: 0,
  description:
    "A cluster image built of a directory with a Kubefile, by buildah where the provider's `builder` says, with the container images that the directory names collected in `registry/`. What depends on `reference` is planned anew when the content changes.",
  attributes: {
    context: required(z.string(), {
      description:
        "Directory on the machine that runs Terraform; a relative path is taken from the root module. `.containerignore` or `.dockerignore` leaves paths out.",
    }),
    kubefile: optional(z.string(), {
      description:
        "The file that says how to build, below the context. Default: the first of `Sealfile`, `Kubefile`, `Dockerfile`, `Containerfile` that is there.",
    }),
    platforms: optional(z.array(z.string()), {
      description:
        "Platforms to build for, as `os/arch`; with several, the image is a manifest list. Default: the platform of the machine that builds.",
    }),
    build_args: optional(z.record(z.string(), z.string()), {
      description:
        "Values for the `ARG`s of the Kubefile. They stay readable in the image's history: no secrets here.",
    }),
    labels: optional(z.record(z.string(), z.string()), {
      description: "Labels over those of the Kubefile, such as `sealos.io.type`.",
    }),
    collect_images: optional(z.array(z.enum(IMAGE_ORIGINS)), {
      description:
        "Where the context names container images that go into `registry/`: `lists` (`images/shim/`), `manifests` (`image:` in `manifests/`), `charts` (`charts/`, rendered by helm), `archives` (`images/skopeo/tar.txt`). Names in `.sealignore` are left out. Default: all four; `[]` collects none.",
    }),
    archive: optional(z.string(), {
      description:
        "Absolute path of the OCI archive to write, on the machine that builds. Exactly one of `archive` and `push` is given.",
    }),
    name: optional(z.string(), {
      description:
        "What the image is called in the archive, `lab/app:1.0`; twelve digits that stand for the content are added to the tag.",
    }),
    push: optional(z.string(), {
      description:
        "Registry reference with tag to push to, with the credentials of the provider's `registry_auth`, else of the machine that builds. The tag stays when the object is destroyed.",
    }),
    id: computed(z.string(), { description: "The archive's path, or the reference pushed to." }),
    context_digest: computed(z.string(), {
      description:
        "Digest over what the context holds, without what is ignored, and over the names of the images to collect.",
    }),
    collected_images: computed(z.array(z.string()), {
      description: "Container images that go into `registry/`, by their full names.",
    }),
    digest: computed(z.string(), {
      description: "`sha256:…` of the manifest, or of the manifest list.",
    }),
    reference: computed(z.string(), {
      description: "Reference of exactly this content: what `image` of `sealos_image_mount` takes.",
    }),
    size_bytes: computed(z.number(), {
      description: "Size of the archive in bytes; null for what was pushed.",
    }),
  },
});
