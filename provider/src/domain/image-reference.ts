import type { Issue } from "./issue";

/** A name in a registry: `labring/kubernetes:v1.31.0` is `docker.io`, `labring/kubernetes`, `v1.31.0`. */
export interface RegistryReference {
  readonly transport: "docker";
  /** Registry with its port; `docker.io` when the reference names none. */
  readonly domain: string;
  readonly repository: string;
  /** `latest` when the reference has neither tag nor digest. */
  readonly tag: string | undefined;
  /** `sha256:…`; it wins over the tag. */
  readonly digest: string | undefined;
}

/** A directory or archive on the machine that runs buildah. */
export interface FileReference {
  readonly transport: "oci" | "oci-archive" | "docker-archive";
  /** Absolute, without a colon. */
  readonly path: string;
  /** Which image of several in there: a tag of the layout, a name, or `@index`. */
  readonly name: string | undefined;
}

/** An image that is in buildah's store already, by name or id. */
export interface StorageReference {
  readonly transport: "containers-storage";
  readonly name: string;
}

/** Where a cluster image comes from. */
export type ImageReference = RegistryReference | FileReference | StorageReference;

const FILE_TRANSPORTS = ["oci", "oci-archive", "docker-archive"] as const;
const KNOWN = "docker://, oci:, oci-archive:, docker-archive: and containers-storage:";
// RFC 1123: no hyphen at either end, so a registry is never taken for an option.
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
const DOMAIN = new RegExp(
  `^(localhost|${LABEL}(\\.${LABEL})+|${LABEL}(?=:\\d)|\\[[0-9a-fA-F:]+\\])(:\\d+)?$`,
);
const COMPONENT = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const STORED = /^[\w@][\w.:/@-]*$/;
const CONTROL = /[\u0000-\u001f\u007f]/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/**
 * Reads every form of image reference that a practitioner may write. The rules of names are those of the
 * OCI distribution specification; a path must be absolute, because buildah may run on another machine.
 */
export function parseImageReference(text: string): ImageReference | Issue {
  if (text.trim() !== text || text === "")
    return refused(text, "it is empty or has spaces around it", "write the reference alone");
  if (CONTROL.test(text))
    return refused(text, "it has control characters", "write the reference on one line");
  const file = FILE_TRANSPORTS.find((transport) => text.startsWith(`${transport}:`));
  if (file !== undefined) return parseFile(text, file);
  if (text.startsWith("containers-storage:")) return parseStorage(text);
  if (text.startsWith("docker://")) return parseName(text, text.slice("docker://".length));
  const foreign = /^([a-z][a-z0-9+.-]*):(\/|\.)/.exec(text)?.[1];
  if (foreign !== undefined)
    return refused(
      text,
      `"${foreign}:" is not a known kind`,
      `use one of ${KNOWN}, or a plain name`,
    );
  if (/^[./~]/.test(text))
    return refused(
      text,
      "it is a bare path",
      "say what the file is: oci-archive:, docker-archive: or oci:",
    );
  return parseName(text, text);
}

/** Writes a reference the way buildah wants to be given it. */
export function imageArgument(reference: ImageReference): string {
  switch (reference.transport) {
    case "docker":
      return `docker://${localName(reference)}`;
    case "containers-storage":
      return reference.name;
    default:
      return `${reference.transport}:${reference.path}${reference.name === undefined ? "" : `:${reference.name}`}`;
  }
}

/** The full name under which buildah's store knows an image of a registry. */
export function localName(reference: RegistryReference): string {
  const suffix =
    reference.digest === undefined ? `:${reference.tag ?? "latest"}` : `@${reference.digest}`;
  return `${reference.domain}/${reference.repository}${suffix}`;
}

function parseFile(text: string, transport: FileReference["transport"]): FileReference | Issue {
  const rest = text.slice(transport.length + 1);
  const colon = rest.indexOf(":");
  const path = colon === -1 ? rest : rest.slice(0, colon);
  const name = colon === -1 ? undefined : rest.slice(colon + 1);
  if (!path.startsWith("/")) {
    return refused(
      text,
      `"${path}" is not an absolute path`,
      "wrap the path in Terraform's abspath()",
    );
  }
  if (name === "")
    return refused(text, "nothing follows the last colon", "drop the colon, or name the image");
  return { transport, path, name };
}

function parseStorage(text: string): StorageReference | Issue {
  const name = text.slice("containers-storage:".length);
  return STORED.test(name)
    ? { transport: "containers-storage", name }
    : refused(text, `"${name}" is no name or id`, "name an image that `buildah images` lists");
}

function parseName(text: string, rest: string): RegistryReference | Issue {
  const at = rest.indexOf("@");
  const digest = at === -1 ? undefined : rest.slice(at + 1);
  if (digest !== undefined && !DIGEST.test(digest)) {
    return refused(
      text,
      `"${digest}" is not a digest`,
      "write @sha256: and 64 hexadecimal digits in lower case",
    );
  }
  const named = at === -1 ? rest : rest.slice(0, at);
  const colon = named.indexOf(":", named.lastIndexOf("/") + 1);
  const tag = colon === -1 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) {
    return refused(
      text,
      `"${tag}" is not a tag`,
      "a tag has up to 128 letters, digits, dots, dashes and underscores",
    );
  }
  return withRepository(text, colon === -1 ? named : named.slice(0, colon), tag, digest);
}

function withRepository(
  text: string,
  name: string,
  tag: string | undefined,
  digest: string | undefined,
): RegistryReference | Issue {
  const components = name.split("/");
  const hasDomain = components.length > 1 && DOMAIN.test(components[0] ?? "");
  const repository = hasDomain ? components.slice(1) : components;
  const wrong = repository.find((component) => !COMPONENT.test(component));
  if (wrong !== undefined) {
    return refused(
      text,
      `"${wrong}" cannot be part of a repository name`,
      "use lower-case letters, digits and single separators",
    );
  }
  return {
    transport: "docker",
    domain: hasDomain ? (components[0] ?? "") : "docker.io",
    repository: !hasDomain && repository.length === 1 ? `library/${name}` : repository.join("/"),
    tag: tag ?? (digest === undefined ? "latest" : undefined),
    digest,
  };
}

function refused(text: string, found: string, cure: string): Issue {
  return {
    severity: "error",
    summary: "Invalid Image Reference",
    detail: `image: ${JSON.stringify(text)} is not an image reference: ${found}. To mend it, ${cure}.`,
    attribute: ["image"],
  };
}
