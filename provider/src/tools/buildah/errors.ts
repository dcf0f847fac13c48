import type { Issue } from "../../domain/issue";
import { ToolError } from "../tool-error";

const TOOL = "buildah";

/** The machine lacks buildah, and it is not there to be installed. */
export function buildahMissing(host: string, tried: string): ToolError {
  return refuse(
    host,
    "Buildah Is Missing",
    `${host}: buildah is not installed, and cluster images cannot be opened without it. ${tried} Install buildah 1.28 or newer on that machine, or name another one in the provider's builder block.`,
  );
}

/** Why an image could not be brought into the store, told from buildah's own words. */
export function imageUnavailable(host: string, image: string, said: string): ToolError {
  const { summary, found, cure } = diagnosePull(said);
  return refuse(host, summary, `image: ${image} on ${host}: ${found}. ${cure}`, said);
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
    ["configs"],
  );
}

/** A file that a config changes is not text. */
export function notText(host: string, path: string): ToolError {
  return refuse(
    host,
    "Config Cannot Be Applied",
    `configs: ${path} is not a UTF-8 text file in the image, and only text can be merged, inserted into or appended to. Use override.`,
    "",
    ["configs"],
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

interface PullFailure {
  readonly summary: string;
  readonly found: string;
  readonly cure: string;
}

// Words of buildah 1.28 to 1.41 and of the registries behind it; the first that fits wins.
const PULL_FAILURES: readonly (readonly [RegExp, (said: string) => PullFailure])[] = [
  [
    /unauthorized|authentication required|incorrect username or password/i,
    (said) => ({
      summary: "Registry Refused The Login",
      found: `the registry wants other credentials (${reason(said)})`,
      cure: "Set the registry's user and password in registry_auth, or log in with docker or podman.",
    }),
  ],
  [
    /x509|certificate signed by unknown|server gave HTTP response to HTTPS/i,
    (said) => ({
      summary: "Registry Not Trusted",
      found: `the registry's certificate is not trusted (${reason(said)})`,
      cure: "Give the directory of its CA certificate, or give it a certificate that the machine trusts.",
    }),
  ],
  [
    /manifest unknown|name unknown|repository .*not found|image not known|not found in|no such file or directory|status 404|reference.* not found/i,
    (said) => ({
      summary: "Image Not Found",
      found: `there is no such image (${reason(said)})`,
      cure: "Check the spelling; a tag must exist in the registry, and a file must be on the machine that runs buildah.",
    }),
  ],
  [
    /dial tcp|no such host|i\/o timeout|network is unreachable|connection refused|TLS handshake timeout/i,
    (said) => ({
      summary: "Registry Not Reachable",
      found: `the registry does not answer (${reason(said)})`,
      cure: "Check name, port and network of the machine that runs buildah; in an air-gapped room use oci-archive: or a mirror.",
    }),
  ],
  [
    /no space left on device/i,
    (said) => ({
      summary: "Disk Full",
      found: `the image store has no space left (${reason(said)})`,
      cure: "Free some space there (buildah rmi --prune), or set builder.storage_root to a larger disk.",
    }),
  ],
  [
    /breakout|invalid hardlink|invalid symlink/i,
    (said) => ({
      summary: "Image Cannot Be Unpacked Safely",
      found: `a layer writes outside of its root, or cannot be unpacked (${reason(said)})`,
      cure: "Rebuild the image without such entries.",
    }),
  ],
  [
    /unexpected EOF|invalid|corrupt|does not match|mismatch|gzip|archive\/tar|tar header|parsing|unmarshal|unexpected end|choosing image|digest/i,
    (said) => ({
      summary: "Image Is Corrupt",
      found: `it cannot be read (${reason(said)})`,
      cure: "Copy or build it again, and compare its checksum with the original.",
    }),
  ],
];

function diagnosePull(said: string): PullFailure {
  const known = PULL_FAILURES.find(([words]) => words.test(said))?.[1];
  return (
    known?.(said) ?? {
      summary: "Image Not Available",
      found: `buildah could not get it (${reason(said)})`,
      cure: "Try buildah pull on that machine.",
    }
  );
}

function refuse(
  host: string,
  summary: string,
  detail: string,
  said = "",
  attribute: readonly string[] = ["image"],
): ToolError {
  return new ToolError(TOOL, host, { severity: "error", summary, detail, attribute }, said);
}

/** The line of buildah's output that matters, without its prefix. */
function reason(said: string): string {
  const lines = said.trimEnd().split("\n");
  const line = lines.findLast((text) => text.startsWith("Error: ")) ?? lines.at(-1) ?? "";
  return line.replace(/^Error: /, "") || "it said nothing";
}
