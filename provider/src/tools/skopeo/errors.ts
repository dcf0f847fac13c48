import { ToolError } from "../tool-error";

/** The machine lacks skopeo, and it is not there to be installed. */
export function skopeoMissing(host: string, tried: string): ToolError {
  return refuse(
    host,
    "Skopeo Is Missing",
    `${host}: skopeo is not installed, and container images cannot be copied without it. ${tried} Install skopeo 1.9 or newer on that machine.`,
  );
}

/** What skopeo was asked for did not come about. */
export interface CopyFailure {
  readonly image: string;
  /** The file of the context that names the image. */
  readonly origin: string;
  readonly platform: string;
  readonly said: string;
}

/** A container image could not be copied into the registry of the image that is built. */
export function imageNotCopied(
  host: string,
  { image, origin, platform, said }: CopyFailure,
  why: { readonly summary: string; readonly found: string; readonly cure: string },
): ToolError {
  return refuse(
    host,
    why.summary,
    `context: ${origin} names ${image}, which ${host} cannot copy for ${platform}: ${why.found} (${fatalLine(said)}). ${why.cure} An image that is not wanted goes into .sealignore.`,
    said,
    "context",
  );
}

/** A registry was asked for an image, and did not tell. */
export function registryDidNotTell(host: string, image: string, said: string): ToolError {
  return refuse(
    host,
    "Registry Did Not Tell",
    `push: ${host} cannot ask for ${image}: ${fatalLine(said)}. Check the registry and its credentials (registry_auth).`,
    said,
  );
}

function fatalLine(said: string): string {
  const line = said.trim().split("\n").at(-1) ?? "";
  return /msg="(.*)"/.exec(line)?.[1]?.replaceAll('\\"', '"') ?? line;
}

function refuse(
  host: string,
  summary: string,
  detail: string,
  said = "",
  attribute?: string,
): ToolError {
  const issue = { severity: "error", summary, detail } as const;
  const blame = attribute === undefined ? {} : { attribute: [attribute] };
  return new ToolError("skopeo", host, { ...issue, ...blame }, said);
}
