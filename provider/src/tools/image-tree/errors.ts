import type { Issue } from "../../domain/issue";
import { ToolError } from "../tool-error";
import type { TreeDefect } from "./verify-tree";

const SHOWN_DEFECTS = 5;

/** An image holds paths that must not be unpacked on a host. `what` is the image, as the practitioner named it. */
export function hostileTree(host: string, what: string, defects: readonly TreeDefect[]): ToolError {
  const shown = defects
    .slice(0, SHOWN_DEFECTS)
    .map(({ path, rule }) => `${JSON.stringify(path)}: ${rule}`);
  const more = defects.length > SHOWN_DEFECTS ? `; and ${defects.length - SHOWN_DEFECTS} more` : "";
  return new ToolError("tree", host, {
    ...error("Image Cannot Be Unpacked Safely"),
    detail: `image: ${what} must not be unpacked as root on a host. ${shown.join("; ")}${more}. Rebuild the image without these.`,
    attribute: ["image"],
  });
}

/** A template of an image is not one, or asks for what is not there. */
export function templateRefused(
  host: string,
  what: string,
  reason: string,
  cause: unknown,
): ToolError {
  return new ToolError(
    "template",
    host,
    {
      ...error("Template Cannot Be Rendered"),
      detail: `image: a template of ${what} cannot be rendered: ${reason}. Correct the template in the image, or replace the file with a config.`,
      attribute: ["image"],
    },
    "",
    { cause },
  );
}

/** The host's disk cannot hold what would be sent; nothing was written. */
export function notEnoughSpace(
  host: string,
  target: string,
  needed: number,
  free: number,
): ToolError {
  return new ToolError("tar", host, {
    ...error(`Disk Too Small On ${host}`),
    detail: `${host}: ${target} needs ${megabytes(needed)}, and ${megabytes(free)} are free on that file system. Nothing was written. Free some space there, or give the host a larger disk.`,
  });
}

/** The host's disk became full while a tree was written; what was there before is untouched. */
export function diskFull(host: string, target: string, said: string): ToolError {
  return new ToolError(
    "tar",
    host,
    {
      ...error(`Disk Full On ${host}`),
      detail: `${host}: the disk became full while ${target} was written. What was there before is untouched, and the unfinished copy was removed. Free some space there, or give the host a larger disk, and apply again.`,
    },
    said,
  );
}

/** The host could not write what it was sent. */
export function unpackFailed(host: string, target: string, said: string): ToolError {
  return new ToolError(
    "tar",
    host,
    {
      ...error(`Files Not Written On ${host}`),
      detail: `${host}: ${target} could not be written: ${firstLine(said)}. What was there before is untouched. Mend what the message names and apply again.`,
    },
    said,
  );
}

/** A blob that was sent does not have the digest that it is named after. */
export function corruptBlob(host: string, digest: string, found: string | undefined): ToolError {
  const is = found === undefined ? "cannot be read" : `has the content of sha256:${found}`;
  return new ToolError("registry", host, {
    ...error("Corrupt Registry Blob"),
    detail: `${host}: the registry blob sha256:${digest} ${is}. Nothing was added to the registry. The image is damaged: pull it again with pull_policy = "always", or rebuild it.`,
  });
}

function error(summary: string): Pick<Issue, "severity" | "summary"> {
  return { severity: "error", summary };
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}

/** tar says what went wrong first, and ends with a line that says nothing. */
function firstLine(text: string): string {
  return text.trimStart().split("\n")[0] ?? "";
}
