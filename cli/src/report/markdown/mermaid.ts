import type { StackReport } from "../report-schema";
import { topologyOf, type TopologyBox, type TopologyCluster } from "../topology";

/** Platforms draw diagrams of up to about fifty nodes well. */
const MOST_NODES = 45;

/** The topology of all stacks as a Mermaid block; nothing where there is no cluster. */
export function mermaidTopology(stacks: readonly StackReport[]): readonly string[] {
  const share = Math.floor(MOST_NODES / Math.max(1, stacks.length));
  const clusters = stacks.flatMap((stack) => topologyOf(stack, share)).slice(0, 8);
  const nodes = clusters.reduce((sum, cluster) => sum + boxesOf(cluster).length, 0);
  if (nodes === 0) return [];
  return [
    "```mermaid",
    "flowchart LR",
    ...clusters.flatMap(drawCluster),
    ...Object.entries(STYLES).map(([name, style]) => `  classDef ${name} ${style}`),
    "```",
  ];
}

/** Readable on a light and on a dark page: own fill, own text. */
const STYLES = {
  create: "fill:#1a7f37,stroke:#0f5323,color:#ffffff",
  update: "fill:#9a6700,stroke:#633c01,color:#ffffff",
  replace: "fill:#8250df,stroke:#512a97,color:#ffffff",
  delete: "fill:#cf222e,stroke:#82071e,color:#ffffff",
  none: "fill:#57606a,stroke:#32383f,color:#ffffff",
};

function drawCluster(cluster: TopologyCluster, index: number): readonly string[] {
  const id = `c${index}`;
  const rows = [cluster.controlPlanes, cluster.workers, cluster.apps].map((boxes, row) =>
    boxes.map((box, column) => ({ ...box, id: `${id}_${row}_${column}` })),
  );
  const [controlPlanes = [], workers = [], apps = []] = rows;
  const version = cluster.version === null ? "" : ` ${cluster.version}`;
  const [api] = controlPlanes;
  return [
    `  subgraph ${id} ["cluster ${plain(cluster.name)}${plain(version)}"]`,
    ...rows.flat().map((box) => `    ${box.id}["${plain(box.label)}"]:::${classOf(box)}`),
    ...(api === undefined ? [] : workers.map((box) => `    ${api.id} --- ${box.id}`)),
    ...(api === undefined ? [] : apps.map((box) => `    ${api.id} -.- ${box.id}`)),
    "  end",
  ];
}

function boxesOf({ controlPlanes, workers, apps }: TopologyCluster): readonly TopologyBox[] {
  return [...controlPlanes, ...workers, ...apps];
}

function classOf({ action }: TopologyBox): keyof typeof STYLES {
  return action === "forget" ? "delete" : action === "import" ? "create" : action;
}

/** Letters, digits and a few signs: whatever else a name holds may be Mermaid's syntax. */
function plain(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} .,:/_@-]/gu, " ");
}
