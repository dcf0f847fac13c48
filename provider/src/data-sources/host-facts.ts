import * as z from "zod/mini";
import {
  computed,
  defineDataSource,
  defineSchema,
  optional,
  required,
  requireConfigured,
  type State,
} from "../../sdk";
import type { HostFacts } from "../domain/host-facts";
import { formatHostId, type HostLocator } from "../domain/host-locator";
import { lookAtHost } from "../pipeline/visit-host";
import type { Services } from "../resources/environment";

const schema = defineSchema({
  description:
    "What a machine is, asked over SSH in one round trip. Nothing on it is changed; it need not be prepared.",
  attributes: {
    address: required(z.string(), { description: "Name or IP address of the machine." }),
    port: optional(z.int(), { description: "Port of its SSH server. Default 22." }),
    ssh_profile: optional(z.string(), {
      description: "Entry of the provider's `ssh_profiles` to log in with.",
    }),
    host_key: optional(z.string(), { description: "Host key that the machine must show." }),
    id: computed(z.string(), { description: "As the `id` of a `sealos_host` of this machine." }),
    machine_id: computed(z.string(), { description: "Content of `/etc/machine-id`." }),
    host_key_fingerprint: computed(z.string(), {
      description: "`SHA256:…` of the verified host key.",
    }),
    hostname: computed(z.string(), { description: "Host name." }),
    arch: computed(z.string(), { description: "`amd64` or `arm64`." }),
    os: computed(z.string(), { description: "Operating system and version." }),
    kernel: computed(z.string(), { description: "Kernel release." }),
    memory_bytes: computed(z.number(), { description: "Memory, in bytes." }),
    swap_bytes: computed(z.number(), { description: "Swap in use by the kernel, in bytes." }),
    free_bytes: computed(z.number(), {
      description: "Free space of the file system of `/var/lib`, in bytes.",
    }),
    cpus: computed(z.number(), { description: "Number of processors." }),
    addresses: computed(z.array(z.string()), {
      description: "Addresses of its interfaces, loopback left out.",
    }),
    has_ipvs: computed(z.boolean(), {
      description: "Whether the kernel has ip_vs, which endpoint mode `lvscare` needs.",
    }),
    has_systemd: computed(z.boolean(), { description: "Whether systemd is its first process." }),
    cgroup_version: computed(z.number(), { description: "1 or 2." }),
    is_node: computed(z.boolean(), {
      description: "Whether a kubelet runs there: the machine is part of some cluster.",
    }),
    cluster_name: computed(z.string(), {
      description: "Cluster that this provider prepared the machine for; null without one.",
    }),
  },
});

/** `data.sealos_host_facts`. */
export const hostFactsData = defineDataSource<typeof schema, Services>({
  schema,
  async read({ config, configured, signal }) {
    const locator: HostLocator = {
      address: config.address,
      port: config.port ?? 22,
      profile: config.ssh_profile ?? undefined,
      machineId: undefined,
      hostKey: config.host_key ?? undefined,
    };
    const { facts, host, journal } = await lookAtHost(requireConfigured(configured).pipeline, {
      locator,
      name: config.address,
      cluster: undefined,
      resource: "sealos_host_facts",
      signal,
    });
    const key = { machineId: facts.machineId, hostKey: host.hostKeyFingerprint };
    return {
      state: {
        ...config,
        ...factsOf(facts),
        id: formatHostId({ ...locator, ...key }),
        host_key_fingerprint: host.hostKeyFingerprint,
        cluster_name: journal.owner?.cluster ?? null,
      },
    };
  },
});

function factsOf(
  facts: HostFacts,
): Omit<
  State<typeof schema>,
  "address" | "port" | "ssh_profile" | "host_key" | "id" | "host_key_fingerprint" | "cluster_name"
> {
  return {
    machine_id: facts.machineId,
    hostname: facts.hostname,
    arch: facts.arch,
    os: `${facts.os.id} ${facts.os.version}`,
    kernel: facts.kernel,
    memory_bytes: facts.memoryBytes,
    swap_bytes: facts.swapBytes,
    free_bytes: facts.freeBytes,
    cpus: facts.cpus,
    addresses: facts.addresses,
    has_ipvs: facts.kernelFeatures.ipVs,
    has_systemd: facts.hasSystemd,
    cgroup_version: facts.kernelFeatures.cgroupVersion,
    is_node: facts.kubernetes.isKubeletActive && facts.kubernetes.hasKubeletConfig,
  };
}
