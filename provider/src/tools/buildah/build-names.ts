const REPOSITORY = "localhost/cdktf-sealos-build";
const BUILD = new RegExp(`^${REPOSITORY}:([A-Za-z0-9]+)-`);
const LIST = "list";

/** How the directories of builds are called, before what tells them apart. */
export const WORKPLACE_PREFIX = "cdktf-sealos-build.";

/** What the image of a build for a platform is called in the store; the build is told by its directory. */
export function imageName(directory: string, platform: string): string {
  return `${REPOSITORY}:${directory.split(".").at(-1) ?? ""}-${platform.replaceAll("/", "-")}`;
}

/** What the manifest list of a build is called in the store. */
export function listName(directory: string): string {
  return imageName(directory, LIST);
}

/** Whether a name in the store is a manifest list's. */
export function isListName(name: string): boolean {
  return name.endsWith(`-${LIST}`);
}

/** The name of the directory of the build that a name in the store belongs to; undefined where it is no build's. */
export function workplaceOf(name: string): string | undefined {
  const build = BUILD.exec(name)?.[1];
  return build === undefined ? undefined : `${WORKPLACE_PREFIX}${build}`;
}
