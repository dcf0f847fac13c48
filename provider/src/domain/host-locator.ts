/**
 * How to reach a machine and how to know it again. A locator travels as the id of `sealos_host`:
 * `ssh://[profile@]address[:port]/machine-id#host-key-fingerprint`.
 */
export interface HostLocator {
  /** Name or address, without brackets. */
  readonly address: string;
  readonly port: number;
  /** Name of the provider's `ssh_profiles` entry; undefined means its `ssh` block. */
  readonly profile: string | undefined;
  /** Content of `/etc/machine-id`; undefined before the first contact. */
  readonly machineId: string | undefined;
  /** `SHA256:…` of the host key that must be shown; undefined before the first contact. */
  readonly hostKey: string | undefined;
}

const DEFAULT_PORT = 22;
const PATTERN =
  /^ssh:\/\/(?:(?<profile>[^@/]+)@)?(?<address>\[[^\]]+\]|[^:/]+)(?::(?<port>\d+))?\/(?<machine>[^#]*)(?:#(?<key>.+))?$/;

/** Writes a locator as one line that {@link parseHostId} reads back. */
export function formatHostId(locator: HostLocator): string {
  const profile = locator.profile === undefined ? "" : `${encodeURIComponent(locator.profile)}@`;
  const address = locator.address.includes(":") ? `[${locator.address}]` : locator.address;
  const port = locator.port === DEFAULT_PORT ? "" : `:${locator.port}`;
  const key = locator.hostKey === undefined ? "" : `#${locator.hostKey}`;
  return `ssh://${profile}${address}${port}/${locator.machineId ?? ""}${key}`;
}

/** Reads what {@link formatHostId} wrote; undefined when the text is not a host id. */
export function parseHostId(id: string): HostLocator | undefined {
  const groups = PATTERN.exec(id)?.groups;
  if (groups === undefined) return undefined;
  return {
    address: (groups["address"] ?? "").replace(/^\[|\]$/g, ""),
    port: groups["port"] === undefined ? DEFAULT_PORT : Number(groups["port"]),
    profile: groups["profile"] === undefined ? undefined : decodeURIComponent(groups["profile"]),
    machineId: groups["machine"] === "" ? undefined : groups["machine"],
    hostKey: groups["key"],
  };
}

/** Host ids as locators; texts that are none are left out (validation refuses them before). */
export function parseHostIds(ids: readonly string[]): readonly HostLocator[] {
  return ids.flatMap((id) => parseHostId(id) ?? []);
}
