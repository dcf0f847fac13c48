import type { HostSpec } from "../../../domain/host-spec";
import type { HostDemand } from "../../checks/host-check";
import { hostChecks } from "../../checks/host-checks";
import { knownInput, type Phase } from "../../phase";
import type { HostContext } from "./context";

/** Refuses a machine that cannot become what it shall be, before anything on it is changed. */
export const check: Phase<HostSpec, HostContext> = {
  step: "check",
  title: "Check the machine",
  readOnly: true,

  plan: ({ address, cluster, roles, images }) => ({
    lines: ["check the machine"],
    input: knownInput({ address, cluster, roles, images: images?.map(({ digest }) => digest) }),
  }),

  run(context, spec) {
    const found = [
      ...hostChecks.flatMap((rule) => rule(context.facts, demandOf(context, spec)) ?? []),
      ...duplicates(context, spec),
    ];
    return found.length === 0
      ? Promise.resolve(undefined)
      : Promise.reject(new Error(found.join("\n")));
  },
};

function demandOf({ journal, gatheredAt }: HostContext, spec: HostSpec): HostDemand {
  return {
    name: spec.name,
    arch: spec.images[0]?.platform.split("/")[1] ?? "amd64",
    roles: spec.roles,
    bytes: spec.images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    isFresh: Object.keys(journal.current.steps).length === 0 && journal.current.current === null,
    localTime: gatheredAt,
  };
}

/** Two hosts of one run that are one machine, or that Kubernetes would take for one. */
function duplicates({ facts, identities }: HostContext, spec: HostSpec): readonly string[] {
  const machine = identities.claim("machine-id", facts.machineId, spec.name);
  const hostname = identities.claim("hostname", spec.hostname ?? facts.hostname, spec.name);
  return [
    ...(machine === undefined
      ? []
      : [
          `its machine-id ${facts.machineId} is also that of ${machine}; every machine needs its own. On a cloned machine run: rm /etc/machine-id && systemd-machine-id-setup.`,
        ]),
    ...(hostname === undefined
      ? []
      : [
          `its host name "${spec.hostname ?? facts.hostname}" is also that of ${hostname}; set a different one in hostname.`,
        ]),
  ];
}
