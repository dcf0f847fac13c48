import type {
  ClusterSurvey,
  SurveyedApp,
  SurveyedNode,
} from "../../../provider/src/compose/survey";
import type { ImageConfig } from "../../../provider/src/domain/image-mount";
import type { JsonValue } from "../../../provider/src/domain/json";
import { isFields, toFields, toList } from "../../../provider/src/domain/kubeadm/fields";
import { settableEnvironment } from "../../../provider/src/domain/template-environment";
import { imagesOf, machineAt, placeOfHost } from "./clusterfile-facts";
import type { Login } from "./login";
import type { StackApp, StackFacts, StackImage, StackMachine } from "./stack-facts";

/** What a living cluster says of itself. `image` is the rootfs image where nothing else tells it. */
export function factsOfSurvey(
  survey: ClusterSurvey,
  { target, stack: login }: Login,
  image: string | undefined,
): StackFacts {
  const { name, madeBy, asked, version, host } = survey;
  const ofFile = survey.clusterfile === undefined ? undefined : imagesOf(survey.clusterfile);
  const remembered = toList(host?.attributes["images"]).map(rememberedImage);
  const [rootfs = rememberedImage(survey.arguments["rootfs"] ?? null), ...patches] =
    madeBy === "provider" ? remembered : [ofFile?.rootfs, ...(ofFile?.patches ?? [])];
  const address = target.address;
  return {
    source: `The cluster ${name}, as its control plane ${asked} at ${address} tells.`,
    ...{ madeBy, cluster: name, login, profiles: {} },
    rootfs: {
      configs: [],
      ...rootfs,
      image: image ?? rootfs?.image ?? `labring/kubernetes:${version}`,
    },
    isRootfsGuessed: image === undefined && rootfs === undefined,
    patches: patches.flatMap((patch) => patch ?? []),
    apps: appsOf(survey, ofFile?.apps ?? []),
    arguments: survey.arguments,
    idArguments: {},
    env: envOf(survey),
    machines: survey.nodes
      .map((node) => machineOf(survey, node, target))
      .toSorted((a, b) => Number(b.isControlPlane) - Number(a.isControlPlane)),
    entry: asked,
    showsRegistry: survey.registry !== undefined,
    notes: [...lostNotes(survey), ...hiddenNotes(survey)],
  };
}

function machineOf(
  survey: ClusterSurvey,
  node: SurveyedNode,
  { address, port = 22, hostKey }: Login["target"],
): StackMachine {
  const isAsked = node.name === survey.asked;
  const said =
    survey.clusterfile === undefined ? undefined : machineAt(survey.clusterfile, node.address);
  return {
    name: node.name,
    address: isAsked ? address : node.address,
    port: isAsked ? port : (said?.port ?? port),
    ...(isAsked && hostKey !== undefined ? { hostKey } : {}),
    isControlPlane: node.isControlPlane,
    isRegistry: node.address === survey.registry,
    tags: said?.tags ?? [],
    env: said?.env ?? {},
    node: node.arguments,
  };
}

function envOf({ madeBy, host, clusterfile }: ClusterSurvey): Readonly<Record<string, string>> {
  if (madeBy === "provider") {
    return toFields(host?.attributes["env"]) as Readonly<Record<string, string>>;
  }
  return settableEnvironment(clusterfile?.cluster?.env ?? {});
}

function appsOf({ apps }: ClusterSurvey, ofFile: readonly StackApp[]): readonly StackApp[] {
  return Object.entries(apps).map(([name, { image, declared }]) => {
    const same = ofFile.find((app) => app.name === name && app.image.image === image);
    return (
      same ?? {
        name,
        image: rememberedImage(declared?.attributes["image"] ?? null) ?? { image, configs: [] },
        arguments: declared?.attributes ?? {},
      }
    );
  });
}

/** An image as it was remembered of a mount, or a reference. */
function rememberedImage(value: JsonValue): StackImage | undefined {
  if (typeof value === "string") return { image: value, configs: [] };
  if (!isFields(value) || typeof value["image"] !== "string") return undefined;
  const { image, platform, configs = [] } = value;
  return {
    image,
    ...(typeof platform === "string" && platform !== "linux/amd64" ? { platform } : {}),
    configs: configs as unknown as readonly ImageConfig[],
  };
}

/** Machines of the Clusterfile that are no nodes: sealos notes them before they join. */
function lostNotes({ clusterfile, nodes }: ClusterSurvey): readonly string[] {
  const known = nodes.map(({ address }) => address);
  const lost = (clusterfile?.cluster?.hosts ?? [])
    .flatMap(({ ips }) => ips.map((ip) => placeOfHost(ip).address))
    .filter((address) => !known.includes(address));
  return lost.length === 0
    ? []
    : [`The Clusterfile names ${lost.join(", ")}, which no node has as its address: left out.`];
}

function hiddenNotes({ host, apps }: ClusterSurvey): readonly string[] {
  const hidden = [
    ...(host?.incomplete ?? []).map((name) => `${name} of hosts`),
    ...Object.entries(apps).flatMap(([app, { declared }]: readonly [string, SurveyedApp]) =>
      (declared?.incomplete ?? []).map((name) => `${name} of the application ${app}`),
    ),
  ];
  return hidden.length === 0
    ? []
    : [
        `The configuration had values that may be secret and are remembered nowhere: ${hidden.join(", ")}. Add them, in the import ids, too.`,
      ];
}
