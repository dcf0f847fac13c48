import { argumentProps } from "./argument-props";
import { camelCase } from "./names";
import { code, sourceOf, type Value } from "./source";
import type { StackFacts, StackMachine } from "./stack-facts";
import { importLines, patchNames, placeOf, type Around } from "./stack-parts";

/** A host with its node, and both imported. */
export function hostLines(machine: StackMachine, around: Around): readonly string[] {
  const { facts, names, variables, place } = around;
  const { name, address, port, profile, hostKey, isControlPlane, tags } = machine;
  const variable = names(camelCase(name));
  const env = variables.environment(machine.env, name);
  const isRegistry = machine === registryOf(facts);
  const props: Value = {
    address,
    role: code(`HostRole.${isControlPlane ? "CONTROL_PLANE" : "WORKER"}`),
    ...(port === 22 ? {} : { port }),
    ...(profile === undefined ? {} : { sshProfile: profile }),
    ...(hostKey === undefined ? {} : { hostKey }),
    ...(isRegistry && machine !== facts.machines[0] ? { registry: true } : {}),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(Object.keys(machine.env).length === 0 ? {} : { env: env.value }),
    ...argumentProps({
      labels: machine.node["labels"] ?? null,
      taints: machine.node["taints"] ?? null,
    }),
  };
  return [
    `const ${variable} = new Host(cluster, ${sourceOf(name)}, ${sourceOf(props, 200)});`,
    ...importLines(`${variable}.resource`, hostId(machine, around)),
    ...nodeImport(variable, facts.madeBy, `${place}/${facts.cluster}/${name}`),
    "",
  ];
}

/** The machine that serves the cluster's images: the one that was said to, else the first control plane. */
function registryOf({ machines }: StackFacts): StackMachine | undefined {
  return machines.find(({ isRegistry }) => isRegistry) ?? machines[0];
}

function hostId(
  machine: StackMachine,
  { facts, variables }: Around,
): Readonly<Record<string, Value>> {
  const id = placeOf(machine);
  if (facts.madeBy === "provider") return { id };
  const sources = ["kubernetes", ...patchNames(facts)].map((name) => code(`${name}Source`));
  const env = {
    ...variables.environment(facts.env, "").open,
    ...variables.environment(machine.env, machine.name).open,
  };
  return {
    ...{ id, name: machine.name, cluster_name: facts.cluster, images: sources },
    ...(machine.hostKey === undefined ? {} : { host_key: machine.hostKey }),
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...rolesValue(machine, facts),
  };
}

/** Roles and registry where a machine does not show them. */
function rolesValue(machine: StackMachine, facts: StackFacts): Readonly<Record<string, Value>> {
  if (facts.showsRegistry && machine.tags.length === 0) return {};
  const registry = registryOf(facts);
  const role = machine.isControlPlane ? "control-plane" : "worker";
  return {
    roles: [role, ...(machine === registry ? ["registry"] : []), ...machine.tags],
    ...(machine === registry || registry === undefined || facts.showsRegistry
      ? {}
      : { registry: { address: registry.address } }),
  };
}

function nodeImport(host: string, madeBy: StackFacts["madeBy"], id: string): readonly string[] {
  if (madeBy === "provider") return importLines(`${host}.nodeResource`, { id });
  return [
    `${host}.nodeResource.importFrom(`,
    "  Fn.jsonencode({",
    `    id: ${sourceOf(id)},`,
    "    kubernetes_version: cluster.kubernetesVersion,",
    "    kubelet_config_digest: cluster.kubeletConfigDigest,",
    "  }),",
    ");",
  ];
}
