import type { StackFacts, StackMachine } from "./stack-facts";

/** A TypeScript app that declares the cluster and imports every object of it. It reads like one written by hand. */
export function writeStack(facts: StackFacts): string {
  const { cluster, rootfs, apps, env, user, machines } = facts;
  const [place = ""] = machines.filter(({ isControlPlane }) => isControlPlane).map(placeOf);
  const patches = facts.patches.map((image, index) => [`patch${index + 1}`, image] as const);
  const images = [rootfs, ...facts.patches];
  return [
    `import { App as Stacks, Fn, TerraformStack } from "cdktf";`,
    `import { ${[...(Object.keys(apps).length > 0 ? ["App"] : []), "Cluster", "Host", "HostRole", "ImageMount", "SealosProvider"].join(", ")} } from "cdktf-sealos";`,
    "",
    "const stacks = new Stacks();",
    `const stack = new TerraformStack(stacks, ${text(cluster)});`,
    `new SealosProvider(stack, "sealos", ${literal(user === undefined ? {} : { ssh: { user } })});`,
    "",
    ...mountLines("kubernetes", rootfs),
    ...patches.flatMap(([name, image]) => mountLines(name, image)),
    `const cluster = new Cluster(stack, ${text(cluster)}, {`,
    "  image: kubernetes,",
    ...(patches.length === 0 ? [] : [`  patches: [${patches.map(([name]) => name).join(", ")}],`]),
    ...(Object.keys(env).length === 0 ? [] : [`  env: ${literal(env)},`]),
    "});",
    `cluster.resource.importFrom(${literal({ id: `${place}/${cluster}`, rootfs }, "JSON")});`,
    "",
    ...machines.flatMap((machine) => hostLines(machine, { facts, place, images })),
    ...Object.entries(apps).flatMap(([name, image]) => appLines(name, image, { facts, place })),
    "stacks.synth();",
    "",
  ].join("\n");
}

function mountLines(name: string, image: string): readonly string[] {
  return [
    `const ${name} = new ImageMount(stack, ${text(name)}, { image: ${text(image)} });`,
    `${name}.resource.importFrom(${text(image)});`,
    "",
  ];
}

interface Around {
  readonly facts: StackFacts;
  readonly place: string;
}

function hostLines(
  machine: StackMachine,
  { facts, place, images }: Around & { readonly images: readonly string[] },
): readonly string[] {
  const { name, address, port, isControlPlane, env } = machine;
  const own = { ...facts.env, ...env };
  const variable = identifier(name);
  const id = {
    ...{ id: placeOf(machine), name, cluster_name: facts.cluster, images },
    ...(Object.keys(own).length === 0 ? {} : { env: own }),
  };
  return [
    `const ${variable} = new Host(cluster, ${text(name)}, {`,
    `  address: ${text(address)},`,
    `  role: HostRole.${isControlPlane ? "CONTROL_PLANE" : "WORKER"},`,
    ...(port === 22 ? [] : [`  port: ${port},`]),
    ...(Object.keys(env).length === 0 ? [] : [`  env: ${literal(env)},`]),
    "});",
    `${variable}.resource.importFrom(${literal(id, "JSON")});`,
    `${variable}.nodeResource.importFrom(`,
    "  Fn.jsonencode({",
    `    id: ${text(`${place}/${facts.cluster}/${name}`)},`,
    "    kubernetes_version: cluster.kubernetesVersion,",
    "    kubelet_config_digest: cluster.kubeletConfigDigest,",
    "  }),",
    ");",
    "",
  ];
}

function appLines(name: string, image: string, { facts, place }: Around): readonly string[] {
  const variable = identifier(name);
  const id = { id: `${place}/${facts.cluster}/${name}`, image };
  return [
    ...mountLines(`${variable}Image`, image),
    `const ${variable} = new App(cluster, ${text(name)}, { image: ${variable}Image });`,
    `${variable}.resource.importFrom(${literal(id, "JSON")});`,
    "",
  ];
}

function placeOf({ address, port }: StackMachine): string {
  const host = address.includes(":") ? `[${address}]` : address;
  return port === 22 ? host : `${host}:${port}`;
}

/** A name as a variable: `cp-1` is `cp1`, `10.0.0.1` is `_10001`. */
function identifier(name: string): string {
  const camel = name
    .replace(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_all, next: string) => next.toUpperCase())
    .replace(/[^A-Za-z0-9]/g, "");
  return /^[A-Za-z]/.test(camel) ? camel : `_${camel}`;
}

function text(value: string): string {
  return JSON.stringify(value);
}

/** An object as source; with `JSON` the source of its JSON text. */
function literal(value: object, as?: "JSON"): string {
  const source = Object.entries(value)
    .map(([name, member]) => {
      const key = /^[A-Za-z_]\w*$/.test(name) ? name : text(name);
      const isNested = typeof member === "object" && member !== null && !Array.isArray(member);
      return `${key}: ${isNested ? literal(member as object) : JSON.stringify(member)}`;
    })
    .join(", ");
  const object = source === "" ? "{}" : `{ ${source} }`;
  return as === "JSON" ? `JSON.stringify(${object})` : object;
}
