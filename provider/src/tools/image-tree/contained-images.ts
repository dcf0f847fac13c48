import type { TreeEntry } from "./entry";

const TAG =
  /^registry\/docker\/registry\/v2\/repositories\/(.+)\/_manifests\/tags\/([^/]+)\/current\/link$/;

/** The images in an image's own `registry/`, as `repository:tag`, sorted. */
export function containedImages(entries: readonly TreeEntry[]): string[] {
  return entries
    .flatMap(({ path }) => {
      const [, repository, tag] = TAG.exec(path) ?? [];
      return repository === undefined || tag === undefined ? [] : [`${repository}:${tag}`];
    })
    .sort();
}
