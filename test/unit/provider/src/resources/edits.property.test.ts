import fc from "fast-check";
import { effectOf } from "../../../../../cli/src/report/effects";
import { settingsPhases } from "../../../../../provider/src/pipeline/workflows/init-cluster";
import { finishedIn } from "../pipeline/workflow-steps";
import { aTerraform } from "./terraform";
import {
  deployTopology,
  destroyTopology,
  keyOf,
  topologies,
  type Deployed,
  type Deployment,
  type Place,
  type Topology,
} from "./topology";

/** An edit of a configuration: what a practitioner changes between two applies. */
interface Edit {
  readonly name: string;
  readonly edit: (topology: Topology) => Topology;
}

const isWorker = ({ roles }: Place): boolean => roles.includes("worker");
const controlPlanesOf = ({ places }: Topology): readonly Place[] =>
  places.filter((place) => !isWorker(place));

const inPlaces = (
  topology: Topology,
  isMeant: (place: Place) => boolean,
  different: Partial<Place>,
): Topology => ({
  ...topology,
  places: topology.places.map((place) => (isMeant(place) ? { ...place, ...different } : place)),
});

const adding = (topology: Topology, place: Partial<Place> & Pick<Place, "name">): Topology => ({
  ...topology,
  places: [...topology.places, { ...topology.places[0]!, roles: ["worker"], ...place }],
});

const EDITS: readonly Edit[] = [
  {
    name: "add a worker",
    edit: (one) => adding(one, { name: "worker-9", address: "192.0.2.19", hostname: null }),
  },
  {
    name: "add a control plane",
    edit: (one) => {
      const address = "192.0.2.9";
      return adding(one, { name: "cp-9", address, hostname: null, roles: ["control-plane"] });
    },
  },
  {
    name: "remove a worker",
    edit: (one) => ({ ...one, places: one.places.filter(({ name }) => name !== "worker-1") }),
  },
  {
    name: "remove a control plane",
    edit: (one) => {
      const last = controlPlanesOf(one).slice(1).at(-1);
      return { ...one, places: one.places.filter((place) => place !== last) };
    },
  },
  { name: "relabel", edit: (one) => inPlaces(one, isWorker, { labels: { zone: "north" } }) },
  {
    name: "make a worker a control plane",
    edit: (one) => inPlaces(one, ({ name }) => name === "worker-1", { roles: ["control-plane"] }),
  },
  {
    name: "move a worker to another machine",
    edit: (one) => inPlaces(one, ({ name }) => name === "worker-1", { address: "192.0.2.21" }),
  },
  { name: "give the image other files", edit: (one) => ({ ...one, tree: "sha256:other" }) },
  {
    name: "set an environment",
    edit: (one) => inPlaces(one, () => true, { env: { PROXY: "proxy.example" } }),
  },
  { name: "rename machines", edit: (one) => inPlaces(one, isWorker, { hostname: "renamed" }) },
  { name: "change applications", edit: (one) => ({ ...one, appEnv: { LEVEL: "debug" } }) },
  { name: "install an application", edit: (one) => ({ ...one, apps: ["network", "storage"] }) },
  { name: "remove applications", edit: (one) => ({ ...one, apps: [] }) },
];

const edits: fc.Arbitrary<readonly Edit[]> = fc.subarray([...EDITS], {
  minLength: 1,
  maxLength: 3,
});

/** Steps that have no line of their own, or none where there is nothing to say. */
const MAY_BE_SILENT: ReadonlySet<string> = new Set([
  "await-registry",
  "bootstrap-cri",
  "record-host",
  "lvscare",
  "copy-clusterfile",
  "install-kubeconfig",
  "record-cluster",
  "write-clusterfile",
  "note-settings",
  "record-app",
  "mark-node",
  "api-server-host",
  ...settingsPhases.map(({ step }) => step),
]);

/** The steps that the lines of a plan announce, as `<host> <step>`. */
function announcedBy({ steps }: Deployed): readonly string[] {
  const said = (steps as readonly string[]).map((line) => {
    const [host = "", text = ""] = line.split(/: (.*)/s);
    return `${host} ${effectOf(text, true).step ?? text}`;
  });
  return said.filter((one, index) => one !== said[index - 1]);
}

/** The steps that ran; those of an application are said of it, and not of the host where they run. */
function ranFor({ type, config, events }: Deployed, announced: readonly string[]) {
  return finishedIn(events)
    .map(({ host, step }) => ({
      host: type === "sealos_app" ? String(config["name"]) : host,
      step,
    }))
    .filter(({ host, step }) => !MAY_BE_SILENT.has(step) || announced.includes(`${host} ${step}`))
    .map(({ host, step }) => `${host} ${step}`);
}

function expectTruth({ objects }: Deployment): void {
  for (const one of objects) {
    const announced = announcedBy(one);
    expect([keyOf(one), ...ranFor(one, announced)]).toEqual([keyOf(one), ...announced]);
  }
}

/** What Terraform destroys before anything else: what is not declared any more, and what is to be made anew elsewhere. */
async function clearAway(standing: Deployment, from: Topology, to: Topology): Promise<Deployment> {
  const placeIn = ({ places }: Topology, name: unknown): Place | undefined =>
    places.find((place) => place.name === name);
  const goes = ({ type, config }: Deployed): boolean => {
    const { name } = config;
    if (type === "sealos_app") return !to.apps.includes(String(name));
    const [before, after] = [placeIn(from, name), placeIn(to, name)];
    if (before === undefined) return false;
    const isElsewhere = after?.address !== before.address;
    return isElsewhere || (type === "sealos_node" && isWorker(after) !== isWorker(before));
  };
  await destroyTopology(standing.terraform, standing.objects.filter(goes));
  return { ...standing, objects: standing.objects.filter((one) => !goes(one)) };
}

describe("for any edits of any topology", () => {
  it("every object runs the steps of its plan, in their order, and then plans nothing", () =>
    fc.assert(
      fc.asyncProperty(topologies, edits, async (from, changes) => {
        const to = changes.reduce((topology, { edit }) => edit(topology), from);
        const first = await deployTopology(from);
        expectTruth(first);
        const next = { ...first, terraform: await aTerraform({}, first.terraform.world) };
        const second = await deployTopology(to, to.places, await clearAway(next, from, to));
        expectTruth(second);
        for (const { type, config, object } of second.objects) {
          const { action } = await second.terraform.core.plan(type, config, object);
          expect(`${keyOf({ type, config })} ${action}`).toBe(`${keyOf({ type, config })} no-op`);
        }
      }),
      { numRuns: 12 },
    ));
});
