/** What a failed pull means to a practitioner. */
export interface PullFailure {
  readonly summary: string;
  readonly found: string;
  readonly cure: string;
  /** Whether another machine would fail as well: the reference or the image is wrong. Default false. */
  readonly isFinal?: true;
}

/** Tells from buildah's words why an image could not be pulled or loaded. */
export function diagnosePull(said: string): PullFailure {
  return PULL_FAILURES.find(({ words }) => words.test(said)) ?? UNKNOWN_FAILURE;
}

/** The line of buildah's output that matters, without its prefix. */
export function reason(said: string): string {
  const lines = said.trimEnd().split("\n");
  const line = lines.findLast((text) => text.startsWith("Error: ")) ?? lines.at(-1) ?? "";
  return line.replace(/^Error: /, "") || "it said nothing";
}

// Words of buildah and of the registries behind it; the first that fits wins.
const PULL_FAILURES: readonly (PullFailure & { readonly words: RegExp })[] = [
  {
    words: /no space left on device/i,
    summary: "Disk Full",
    found: "the image store has no space left",
    cure: "Free some space there (buildah rmi --prune), or set builder.storage_root to a larger disk.",
  },
  {
    words: /unauthorized|authentication required|incorrect username or password/i,
    summary: "Registry Refused The Login",
    found: "the registry wants other credentials",
    cure: "Set the registry's user and password in registry_auth, or log in with docker or podman.",
  },
  {
    words: /x509|certificate signed by unknown|server gave HTTP response to HTTPS/i,
    summary: "Registry Not Trusted",
    found: "the registry's certificate is not trusted",
    cure: "Give the registry's own CA, or give the registry a certificate that the machine trusts.",
  },
  {
    words: /unexpected EOF|invalid tar header|gzip: |does not match|mismatch/i,
    summary: "Image Is Corrupt",
    isFinal: true,
    found: "it cannot be read",
    cure: "Copy or build it again, and compare its checksum with the original.",
  },
  {
    words: /processing tar file|breakout|invalid hardlink|invalid symlink/i,
    summary: "Image Cannot Be Unpacked Safely",
    isFinal: true,
    found: "a layer cannot be unpacked below its root",
    cure: "Rebuild the image without links and paths that lead out of it.",
  },
  {
    words:
      /manifest unknown|name unknown|no descriptor found|repository .*not found|image not known|not found in|no such file or directory|status 404|reference.* not found/i,
    summary: "Image Not Found",
    isFinal: true,
    found: "there is no such image",
    cure: "Check the spelling; a tag must exist in the registry, and a file must be on the machine that runs buildah.",
  },
  {
    words:
      /dial tcp|no such host|i\/o timeout|network is unreachable|connection refused|TLS handshake timeout/i,
    summary: "Registry Not Reachable",
    found: "the registry does not answer",
    cure: "Check name, port and network of the machine that runs buildah; in an air-gapped room use oci-archive: or a mirror.",
  },
  {
    words: /invalid|corrupt|archive\/tar|parsing|unmarshal|unexpected end|choosing image|digest/i,
    summary: "Image Is Corrupt",
    isFinal: true,
    found: "it cannot be read",
    cure: "Copy or build it again, and compare its checksum with the original.",
  },
];

const UNKNOWN_FAILURE: PullFailure = {
  summary: "Image Not Available",
  found: "buildah could not get it",
  cure: "Try buildah pull on that machine.",
};
