import { parseDocument } from "yaml";

import type { Issue } from "../../domain/issue";

/** What `etc/registry.yml` of a rootfs says about the cluster's registry. */
export interface RegistryConfig {
  readonly domain: string;
  readonly port: number;
  /** Undefined when the registry asks for no password. */
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Directory of the storage, as the registry sees it. */
  readonly data: string;
}

// The values that sealos assumes for what the file leaves out.
const DEFAULTS = { domain: "sealos.hub", port: 5000, data: "/var/lib/registry" };

/** Reads `etc/registry.yml`; numbers may be quoted there. The issue never repeats the file. */
export function parseRegistryConfig(text: string): RegistryConfig | Issue {
  const document = parseDocument(text, { prettyErrors: false });
  const value: unknown = document.errors.length > 0 ? undefined : document.toJS();
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refused("it is not a YAML map of domain, port, username, password and data");
  }
  const field = (name: string): string | undefined =>
    textOf((value as Record<string, unknown>)[name]);
  const port = Number(field("port") ?? DEFAULTS.port);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return refused("its port is not a number from 1 to 65535");
  }
  return {
    domain: field("domain") ?? DEFAULTS.domain,
    port,
    username: field("username"),
    password: field("password"),
    data: field("data") ?? DEFAULTS.data,
  };
}

function textOf(value: unknown): string | undefined {
  return (typeof value === "string" && value !== "") || typeof value === "number"
    ? String(value)
    : undefined;
}

function refused(found: string): Issue {
  return {
    severity: "error",
    summary: "Registry Configuration Cannot Be Read",
    detail: `etc/registry.yml of the rootfs image: ${found}. Correct it in the image, or replace the file with a config.`,
  };
}
