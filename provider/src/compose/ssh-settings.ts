import type { HostLocator } from "../domain/host-locator";
import { parseDuration } from "../lib/duration";
import type { ProviderConfig } from "../provider";
import type { RegistryCredentials } from "../tools/buildah";
import type { SshHop, SshSettings, SshTarget } from "../transports/ssh/settings";

type Profile = NonNullable<ProviderConfig["ssh"]>;
type Login = Omit<Profile, "bastion" | "openssh_transfers">;

/**
 * How to log in to a host: its profile, or the `ssh` block, with the environment's secrets where the block has none.
 *
 * @throws Error when the profile does not exist.
 */
export function sshTarget(
  config: ProviderConfig,
  locator: HostLocator,
  env: Readonly<Record<string, string | undefined>>,
): SshTarget {
  const profile = profileOf(config, locator.profile);
  const bastion = profile?.bastion;
  return {
    ...settingsOf(profile, env),
    ...optional("usesOpenSsh", profile?.openssh_transfers),
    address: locator.address,
    port: locator.port === DEFAULT_PORT ? (profile?.port ?? DEFAULT_PORT) : locator.port,
    ...(locator.hostKey === undefined ? {} : { hostKey: locator.hostKey }),
    ...(bastion?.address == null ? {} : { bastion: hopOf(bastion, bastion.address) }),
  };
}

/**
 * The profile that a login of an import id means: the one of that name, none where the `ssh` block has that user, else the one
 * with that user.
 *
 * @throws Error when nothing of the provider's block has that name or user.
 */
export function profileFor(
  { ssh, ssh_profiles: profiles }: ProviderConfig,
  login: string,
): string | undefined {
  if (profiles !== null && login in profiles) return login;
  if ((ssh?.user ?? "root") === login) return undefined;
  const found = Object.entries(profiles ?? {}).find(([, { user }]) => user === login);
  if (found !== undefined) return found[0];
  throw new Error(
    `the import id logs in as "${login}", which is neither the user of the provider's ssh block (${ssh?.user ?? "root"}) nor one of its ssh_profiles, by name or user. Add an entry to ssh_profiles, or leave the login out.`,
  );
}

/** The machine where buildah runs, when it is not this one. */
export function builderLocator({ builder }: ProviderConfig): HostLocator | undefined {
  if (builder?.address == null) return undefined;
  return {
    address: builder.address,
    port: DEFAULT_PORT,
    profile: builder.ssh_profile ?? undefined,
    machineId: undefined,
    hostKey: undefined,
  };
}

/** Credentials by registry; an entry without both parts is left out. */
export function registryCredentials({
  registry_auth: auth,
}: ProviderConfig): Readonly<Record<string, RegistryCredentials>> {
  return Object.fromEntries(
    Object.entries(auth ?? {}).flatMap(([registry, { username, password }]) =>
      username === null || password === null ? [] : [[registry, { username, password }]],
    ),
  );
}

const DEFAULT_PORT = 22;

function profileOf(
  { ssh, ssh_profiles: profiles }: ProviderConfig,
  name: string | undefined,
): Profile | null {
  if (name === undefined) return ssh;
  const profile = profiles?.[name];
  if (profile !== undefined) return profile;
  const known = Object.keys(profiles ?? {}).join(", ");
  throw new Error(
    `ssh_profile "${name}" is not in the provider's ssh_profiles (${known === "" ? "which is empty" : known}). Add it there, or name one that exists.`,
  );
}

function settingsOf(
  profile: Profile | null,
  env: Readonly<Record<string, string | undefined>>,
): SshSettings {
  return {
    ...optional("password", profile?.password ?? env["SEALOS_SSH_PASSWORD"]),
    ...optional("privateKey", profile?.private_key ?? env["SEALOS_SSH_PRIVATE_KEY"]),
    ...(profile === null ? {} : loginOf(profile)),
  };
}

function hopOf(bastion: NonNullable<Profile["bastion"]>, address: string): SshHop {
  return { ...loginOf(bastion), address, ...optional("hostKey", bastion.host_key) };
}

function loginOf(login: Login): SshSettings {
  return {
    ...optional("user", login.user),
    ...optional("port", login.port),
    ...optional("password", login.password),
    ...optional("privateKey", login.private_key),
    ...optional("privateKeyFile", login.private_key_file),
    ...optional("passphrase", login.passphrase),
    ...optional("agent", login.agent),
    ...optional("sudo", login.sudo),
    ...optional("hostKeyPolicy", login.host_key_policy),
    ...optional("knownHostsFile", login.known_hosts_file),
    ...optional("connectTimeoutMs", milliseconds(login.connect_timeout)),
    ...optional("keepaliveMs", milliseconds(login.keepalive)),
  };
}

function milliseconds(duration: string | null): number | undefined {
  return duration === null ? undefined : parseDuration(duration);
}

function optional<Name extends string, T>(
  name: Name,
  value: T | null | undefined,
): Partial<Record<Name, T>> {
  return value == null ? {} : ({ [name]: value } as Partial<Record<Name, T>>);
}
