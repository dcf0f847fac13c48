import { isSecretName } from "../../../provider/src/domain/declared";
import { toList } from "../../../provider/src/domain/kubeadm/fields";
import { argumentProps } from "./argument-props";
import { createNames, type Names } from "./names";
import { code, sourceOf, type Value } from "./source";
import type { StackFacts } from "./stack-facts";
import { appLines, imageLines, importLines, patchNames, placeOf, type Around } from "./stack-parts";
import { hostLines } from "./stack-hosts";
import { createVariables, loginValue } from "./stack-variables";

/** A TypeScript app that declares the cluster and imports every object of it. It reads like one written by hand. */
export function writeStack(facts: StackFacts): string {
  const names = createNames();
  const variables = createVariables(names);
  const provider = {
    ...withLogin(loginValue(facts.login, "", variables)),
    ...(Object.keys(facts.profiles).length === 0
      ? {}
      : {
          sshProfiles: Object.fromEntries(
            Object.entries(facts.profiles).map(([name, login]) => [
              name,
              loginValue(login, name, variables),
            ]),
          ),
        }),
  };
  const around: Around = { facts, names, variables, place: entryPlace(facts) };
  // The names of images first: import ids cite them.
  const images = rootfsImages(facts, names);
  const apps = facts.apps.flatMap((app) => appLines(app, around));
  const hosts = facts.machines.flatMap((machine) => hostLines(machine, around));
  const body = [...images, ...clusterLines(around), ...hosts, ...apps];
  const head = [
    "const stacks = new Stacks();",
    `const stack = new TerraformStack(stacks, ${sourceOf(facts.cluster)});`,
    ...variables.lines(),
    `new SealosProvider(stack, "provider", ${sourceOf(provider, 40)});`,
    "",
  ];
  const text = [...head, ...body, "stacks.synth();", ""].join("\n");
  return [...comment(facts), ...imports(text), "", text].join("\n");
}

function rootfsImages(facts: StackFacts, names: Names): readonly string[] {
  const mounts = [
    { name: "kubernetes", id: "kubernetes", type: "rootfs", image: facts.rootfs } as const,
    ...facts.patches.map((image, index) => {
      const name = patchNames(facts)[index] ?? "";
      return { name, id: `patch-${index + 1}`, type: "patch", image } as const;
    }),
  ];
  return mounts.flatMap(({ image, ...mount }) => {
    const named = { ...mount, name: names(mount.name), source: names(`${mount.name}Source`) };
    return imageLines(named, image, mount.type === "rootfs" ? rootfsComment(facts) : []);
  });
}

function clusterLines(around: Around): readonly string[] {
  const { facts, variables, place } = around;
  const patches = patchNames(facts);
  const { kubeadm_config: kubeadm, ...others } = facts.arguments;
  const documents = toList(kubeadm ?? null);
  const props: Value = {
    image: code("kubernetes"),
    ...(patches.length === 0 ? {} : { patches: patches.map(code) }),
    ...(Object.keys(facts.env).length === 0
      ? {}
      : { env: variables.environment(facts.env, "").value }),
    ...(documents.length === 0 ? {} : { kubeadmConfig: code("kubeadmConfig") }),
    ...argumentProps(others, ["name", "control_plane", "rootfs"]),
  };
  const told =
    facts.madeBy === "provider"
      ? {}
      : {
          rootfs: code("kubernetesSource"),
          ...facts.idArguments,
          ...("kubeadm_config" in facts.idArguments
            ? { kubeadm_config: code("kubeadmConfig") }
            : {}),
        };
  return [
    ...(documents.length === 0 ? [] : [`const kubeadmConfig = ${sourceOf(documents, 200)};`]),
    `const cluster = new Cluster(stack, ${sourceOf(facts.cluster)}, ${sourceOf(props, 60)});`,
    ...importLines("cluster.resource", { id: `${place}/${facts.cluster}`, ...told }),
    "",
    ...secretsComment(facts),
  ];
}

/** Import ids cannot hold what is sensitive. */
function secretsComment({ env, machines, madeBy }: StackFacts): readonly string[] {
  const all = [env, ...machines.map((machine) => machine.env)].flatMap((one) => Object.keys(one));
  const hidden = [...new Set(all.filter(isSecretName))];
  if (hidden.length === 0 || madeBy === "provider") return [];
  return [
    `// ${hidden.join(", ")}: a variable, so that no secret stands here, and not in the import ids: the first plan shows it as a change.`,
    "",
  ];
}

function entryPlace({ machines, entry }: StackFacts): string {
  const machine = machines.find(({ name }) => name === entry) ?? machines[0];
  return machine === undefined ? "" : placeOf(machine);
}

function withLogin(login: Readonly<Record<string, Value>>): { readonly ssh?: Value } {
  return Object.keys(login).length === 0 ? {} : { ssh: login };
}

function comment({ source, notes }: StackFacts): readonly string[] {
  return [
    source,
    "`terraform plan` says what is imported and what would change. After the first apply the importFrom lines can go.",
    ...notes,
  ].flatMap((line) => line.split("\n").map((part) => `// ${part}`));
}

function rootfsComment({ isRootfsGuessed, rootfs }: StackFacts): readonly string[] {
  if (!isRootfsGuessed) return [];
  const version = rootfs.image.replace(/^.*:/, "");
  return [
    "// FILL IN: the cluster image that this Kubernetes is to be kept with; the cluster was made by kubeadm and names none. Any rootfs image of",
    `// Kubernetes ${version} does: it is taken as what the hosts have, and nothing of it is sent there until something changes.`,
  ];
}

const CDKTF = ["App", "Fn", "TerraformStack", "TerraformVariable"];
const OURS =
  "App Cluster ConfigStrategy DriftCheck EndpointMode Host HostKeyPolicy HostRole ImageMount SealosProvider TaintEffect".split(
    " ",
  );

function imports(text: string): readonly string[] {
  const bare = text.replace(/^\/\/.*$|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/gm, "");
  const isUsed = (name: string): boolean =>
    new RegExp(`\\bnew ${name}\\(|\\b${name}\\.`).test(bare);
  const cdktf = CDKTF.flatMap((name) =>
    name === "App" ? ["App as Stacks"] : isUsed(name) ? [name] : [],
  );
  return [
    `import { ${cdktf.join(", ")} } from "cdktf";`,
    `import ${sourceOf(Object.fromEntries(OURS.filter(isUsed).map((name) => [name, code(name)])), 30)} from "cdktf-sealos";`,
  ];
}
