import type { Issue } from "../../domain/issue";
import { ToolError } from "../tool-error";
import { diagnosePull, reason } from "./diagnose-pull";

const TOOL = "buildah";

/** The machine lacks buildah, and it is not there to be installed. */
export function buildahMissing(host: string, tried: string): ToolError {
  return refuse(
    host,
    "Buildah Is Missing",
    `${host}: buildah is not installed, and cluster images cannot be opened without it. ${tried} Install buildah 1.28 or newer on that machine, or name another one in the provider's builder block.`,
  );
}

/** Why an image could not be brought into the store, told from buildah's own words. It blames `image` only where the image is at fault. */
export function imageUnavailable(host: string, image: string, said: string): ToolError {
  const { summary, found, cure, isFinal } = diagnosePull(said);
  return refuse(
    host,
    summary,
    `image: ${image} on ${host}: ${found} (${reason(said)}). ${cure}`,
    said,
    isFinal && "image",
  );
}

/** The image is for another kind of machine. */
export function wrongPlatform(
  host: string,
  image: string,
  wanted: string,
  found: string,
): ToolError {
  return refuse(
    host,
    "Image For Another Platform",
    `platform: ${image} is built for ${found}, and ${wanted} is wanted. Give a tag of that platform, or correct platform.`,
    "",
    "platform",
  );
}

/** A reference now leads to other content than the mount that was recorded. */
export function imageChanged(
  host: string,
  image: string,
  wanted: string,
  found: string,
): ToolError {
  return refuse(
    host,
    "Image Has Changed",
    `image: ${image} is ${found} now, and this resource was planned with ${wanted}. Plan again to see what the new image changes, or give the image by its digest.`,
    "",
    "image",
  );
}

/** A rule of the domain was broken by what was found on a machine. */
export function ruleBroken(host: string, issue: Issue): ToolError {
  return new ToolError(TOOL, host, issue);
}

/** A config's path leads out of the image through a link. */
export function pathEscapes(host: string, path: string): ToolError {
  return refuse(
    host,
    "Config Cannot Be Applied",
    `configs: ${path} leads out of the image through a symlink. Give the path of the file that is meant.`,
    "",
    "configs",
  );
}

/** A file that a config changes is not text. */
export function notText(host: string, path: string): ToolError {
  return refuse(
    host,
    "Config Cannot Be Applied",
    `configs: ${path} is not a UTF-8 text file in the image, and only text can be merged, inserted into or appended to. Use override.`,
    "",
    "configs",
  );
}

/** buildah failed in a way that has no name of its own here. */
export function buildahFailed(host: string, doing: string, said: string): ToolError {
  return refuse(
    host,
    "Buildah Failed",
    `${host}: buildah could not ${doing}: ${reason(said)}. Check its storage on that machine (buildah images, buildah containers).`,
    said,
  );
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
  return new ToolError(TOOL, host, { ...issue, ...blame }, said);
}
