import type { Runner } from "../../transports/runner";
import { listAbandoned } from "./abandoned";

/** User and password of one registry. */
export interface RegistryCredentials {
  readonly username: string;
  readonly password: string;
}

/** The content of an auth file, as `docker login` writes it. The keys are registries, with port. */
export function encodeAuthFile(credentials: Readonly<Record<string, RegistryCredentials>>): string {
  const auths = Object.entries(credentials).map(([registry, { username, password }]) => [
    registry,
    { auth: Buffer.from(`${username}:${password}`).toString("base64") },
  ]);
  return JSON.stringify({ auths: Object.fromEntries(auths) as unknown });
}

const PREFIX = "cdktf-sealos-auth.";

// The directory is fresh and readable by root only, so that nobody can have placed a link there. What a run that was killed left a day ago
// goes.
const WRITE = `
  set -e
  umask 077
  ${listAbandoned("/run", PREFIX)} | xargs -r rm -rf || :
  directory=$(mktemp -d /run/${PREFIX}XXXXXXXX)
  cat >"$directory/auth.json"
  printf %s "$directory"`;

/**
 * Lends an auth file (0600, in memory-backed /run) to some work, and removes it when the work has ended.
 * The secrets travel by stdin only.
 */
export async function withAuthFile<Value>(
  runner: Runner,
  credentials: Readonly<Record<string, RegistryCredentials>>,
  work: (authFile: string) => Promise<Value>,
): Promise<Value> {
  const stdin = encodeAuthFile(credentials);
  const directory = (await runner.exec(["sh", "-c", WRITE], { stdin })).stdout;
  try {
    return await work(`${directory}/auth.json`);
  } finally {
    await runner.exec(["rm", "-rf", directory]).catch(() => undefined);
  }
}

/** Lends access with some credentials as {@link withAuthFile} does; without any, the machine's own auth files count. */
export async function withRegistryAccess<Value>(
  runner: Runner,
  credentials: Readonly<Record<string, RegistryCredentials>>,
  work: (access: { readonly authFile?: string }) => Promise<Value>,
): Promise<Value> {
  if (Object.keys(credentials).length === 0) return work({});
  return withAuthFile(runner, credentials, (authFile) => work({ authFile }));
}
