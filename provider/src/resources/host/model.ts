import type { FinalPlan, Planned, State } from "../../../sdk";
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
    env: mapKnown(planned.env, (env) => env ?? {}),
    registry: mapKnown(planned.registry, registrySpec),
    hostname: whenKnown(planned.hostname),
  };
}

/** What plans call the host: its name, else its address; undefined while that is not known. */
export function nameOf({ name, address }: HostPlan): string | undefined {
  return name === null ? whenKnown(address) : whenKnown(name);
}

/** What the practitioner wants of the host, at a time when all of it is known. */
export function hostSpec(values: FinalPlan<typeof hostSchema> | HostState): HostSpec {
  return {
    name: values.name ?? values.address,
    address: values.address,
    cluster: values.cluster_name ?? "default",
    roles: values.roles,
    images: decodeImages(values.images),
    env: values.env ?? {},
    registry: registrySpec(values.registry),
    hostname: values.hostname,
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
