import type { JsonValue } from "../../../domain/json";
import type { HostSpec } from "../../../domain/host-spec";
import { hasHostsName, removeHostsName, setHostsName } from "../../../tools/files";
import { knownInput, type Phase } from "../../phase";
import type { HostContext } from "./context";
import { hostEnvironment } from "./files";

const DEFAULT_DOMAIN = "sealos.hub";

/** Bootstrap: the name of the cluster's registry resolves on this host. */
export const bootstrapRegistryHost: Phase<HostSpec, HostContext> = {
  step: "bootstrap-registry-host",
  title: "Name the registry",

  plan: ({ address, registry, images }) => ({
    lines: [registry && pointing(registry.address ?? address)],
    input: knownInput({
      address,
      registry: registry && { address: registry.address, domain: registry.domain },
      images: images?.map(({ env }) => env["registryDomain"] ?? null),
    }),
  }),

  async run(context, spec) {
    const domain = registryDomain(spec);
    const before = notedDomain(context.journal.current.notes["bootstrap-registry-host"]);
    if (before !== undefined && before !== domain) await removeHostsName(context.host, before);
    await setHostsName(context.host, domain, [spec.registry.address ?? spec.address]);
    return { domain };
  },

  async drift({ host }, spec) {
    const domain = registryDomain(spec);
    const address = spec.registry.address ?? spec.address;
    if (await hasHostsName(host, domain, [address])) return [];
    return [{ text: `/etc/hosts does not point ${domain} at ${address}`, restoredBy: [] }];
  },

  async undo({ host }, spec, note) {
    await removeHostsName(host, notedDomain(note) ?? registryDomain(spec));
  },
};

function pointing(address: string | undefined): string | undefined {
  return address === undefined ? undefined : `point the registry's name at ${address}`;
}

function notedDomain(note: JsonValue | undefined): string | undefined {
  return (note as { readonly domain?: string } | undefined)?.domain;
}

function registryDomain(spec: HostSpec): string {
  return hostEnvironment(spec)["registryDomain"] ?? DEFAULT_DOMAIN;
}
