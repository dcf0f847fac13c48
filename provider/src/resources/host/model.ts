import type { FinalPlan, KnownConfig, Planned, State } from "../../../sdk";
import { formatHostId, type HostLocator } from "../../domain/host-locator";
import type { HostFacts } from "../../domain/host-facts";
import type { HostSpec, RegistrySpec } from "../../domain/host-spec";
import { decodeImageMount, type ImageMount } from "../../domain/image-mount";
import type { Known } from "../../plan/known";
import { mapKnown, whenKnown } from "../known";
import type { hostSchema } from "./schema";

type HostPlan = Planned<typeof hostSchema>;
type HostState = State<typeof hostSchema>;

/** What the practitioner wants of the host, as far as the plan knows it. */
export function plannedSpec(planned: HostPlan): Known<HostSpec> {
  const address = whenKnown(planned.address);
  return {
    name: mapKnown(planned.name, (name) => name ?? address ?? "new host"),
    address,
    cluster: whenKnown(planned.cluster_name),
    roles: whenKnown(planned.roles),
    images: mapKnown(planned.images, decodeImages),
    env: knownEnv(planned),
    secretEnv: {},
    registry: mapKnown(planned.registry, registrySpec),
    hostname: whenKnown(planned.hostname),
  };
}

/** What plans call the host: its name, else its address; undefined while that is not known. */
export function nameOf({ name, address }: HostPlan): string | undefined {
  return name === null ? whenKnown(address) : whenKnown(name);
}

/** What the practitioner wants of the host, at a time when all of it is known; `config` has what only it may hold. */
export function hostSpec(
  values: FinalPlan<typeof hostSchema> | HostState,
  config?: KnownConfig<typeof hostSchema>,
): HostSpec {
  const password = config?.registry?.password ?? undefined;
  return {
    name: values.name ?? values.address,
    address: values.address,
    cluster: values.cluster_name ?? "default",
    roles: values.roles,
    images: decodeImages(values.images),
    env: envOf(values.env, values.registry),
    secretEnv: password === undefined ? {} : { registryPassword: password },
    registry: registrySpec(values.registry),
    hostname: values.hostname,
  };
}

interface RegistryUser {
  readonly username: string | null;
  readonly password_version: number | null;
}

function knownEnv({ env, registry }: HostPlan): HostSpec["env"] | undefined {
  const known = mapKnown(env, (own) => ({ own }));
  const user = mapKnown(registry, (own) => ({ own }));
  return known === undefined || user === undefined ? undefined : envOf(known.own, user.own);
}

/** The version of the password stands for it: what depends on the environment runs again when it is another one. */
function envOf(env: HostSpec["env"] | null, user: RegistryUser | null): HostSpec["env"] {
  const { username, password_version: version } = user ?? {
    username: null,
    password_version: null,
  };
  return {
    ...(username === null ? {} : { registryUsername: username }),
    ...(version === null ? {} : { registryPasswordVersion: String(version) }),
    ...env,
  };
}

/** How to reach the host; the machine and key that the state knows must answer again. */
export function hostLocator(
  values: Pick<HostState, "address" | "port" | "ssh_profile" | "host_key">,
  prior: HostState | null,
): HostLocator {
  return {
    address: values.address,
    port: values.port ?? 22,
    profile: values.ssh_profile ?? undefined,
    machineId: prior?.machine_id ?? undefined,
    hostKey: values.host_key ?? prior?.host_key_fingerprint ?? undefined,
  };
}

/** The id of a host that was reached. */
export function hostId(locator: HostLocator, machineId: string, fingerprint: string): string {
  return formatHostId({ ...locator, machineId, hostKey: fingerprint });
}

/** What the machine told of itself, in Terraform's names. */
export function factAttributes(
  facts: HostFacts,
): Pick<HostState, "machine_id" | "arch" | "os" | "kernel" | "memory_bytes" | "cpus"> {
  return {
    machine_id: facts.machineId,
    arch: facts.arch,
    os: `${facts.os.id} ${facts.os.version}`,
    kernel: facts.kernel,
    memory_bytes: facts.memoryBytes,
    cpus: facts.cpus,
  };
}

/** One digest for all trees of a host. */
export function rootfsDigest(images: readonly ImageMount[]): string {
  return images.map(({ treeDigest }) => treeDigest).join("+");
}

function decodeImages(images: readonly string[]): readonly ImageMount[] {
  return images.flatMap((text) => decodeImageMount(text) ?? []);
}

function registrySpec(
  registry: { domain: string | null; port: number | null; address: string | null } | null,
): RegistrySpec {
  return {
    domain: registry?.domain ?? null,
    port: registry?.port ?? null,
    address: registry?.address ?? null,
  };
}
