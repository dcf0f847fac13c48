import { randomUUID } from "node:crypto";
import { requireConfigured, type State } from "../../../sdk";
import { declaredOf } from "../../domain/declared";
import { decodeImageMount } from "../../domain/image-mount";
import type { Issue } from "../../domain/issue";
import { applicationsOf } from "../../domain/clusterfile";
import { readClusterfile } from "../../pipeline/adopt/describe-cluster";
import { controlPlaneIds, findCluster, type FoundCluster } from "../../pipeline/adopt/find-cluster";
import { forgetInCluster, recallInCluster, rememberInCluster } from "../../pipeline/adopt/memory";
import { restoreMount } from "../../pipeline/adopt/restore-mounts";
import { takeOverApp } from "../../pipeline/adopt/take-over-app";
import { readAppRecord } from "../../pipeline/app-home";
import type { PipelineEnvironment } from "../../pipeline/environment";
import { livingControlPlane } from "../../pipeline/living-control-plane";
import { intentsOf } from "../../pipeline/phase";
import { installAppPhases } from "../../pipeline/workflows/install-app";
import { finishedAs, pendingSteps } from "../../plan/pending-steps";
import { parseHostIds } from "../../domain/host-locator";
import { argumentsOf } from "../arguments-of";
import { ADOPTED } from "../adopted";
import type { Importing } from "../importable";
import { statePrivate } from "../progress";
import { mergeArguments, readImportId, refusal } from "../read-import-id";
import { appSpec } from "./model";
import { appSchema } from "./schema";

type AppState = State<typeof appSchema>;

/** Import of a `sealos_app` by `[login@]address[:port]/cluster/name`, the address that of a control plane. */
export const appImport: Importing<typeof appSchema> = {
  async find({ id, configured, signal }) {
    const services = requireConfigured(configured);
    const { pipeline } = services;
    const { locator, names, attributes } = readImportId(services, appSchema, id, [
      "cluster",
      "application",
    ]);
    const [cluster = "", name = ""] = names;
    const found = await findCluster(pipeline, locator, signal);
    const remembered = await recallInCluster(found.api, { app: name });
    const merged = mergeArguments(
      appSchema,
      {
        image: (await imageOf(found, cluster, name)) ?? null,
        ...("control_plane" in { ...remembered?.attributes, ...attributes }
          ? {}
          : { control_plane: Object.values(await controlPlaneIds(found)) }),
      },
      remembered,
      { cluster_id: found.uid, name, ...attributes },
    );
    if (merged["image"] === null) throw refusal(noImage(id, name));
    const image = await restoreMount(pipeline, merged["image"] ?? null, signal);
    return imported({ ...merged, image } as unknown as AppState, found);
  },

  async remember(pipeline, state, signal) {
    const api = await apiOf(pipeline, state, signal);
    const said = declaredOf(argumentsOf(appSchema, state), ["image"]);
    await rememberInCluster(api, { app: state.name }, said);
  },

  async forget(pipeline, state, signal) {
    await forgetInCluster(await apiOf(pipeline, state, signal), { app: state.name });
  },

  async takeOver(pipeline, { state, finished }, signal) {
    await takeOverApp(pipeline, await apiOf(pipeline, state, signal), {
      name: state.name,
      generation: state.generation ?? "",
      image: decodeImageMount(state.image)?.image ?? "",
      home: parseHostIds(state.control_plane)[0]?.machineId ?? "",
      finished,
    });
  },
};

async function imported(inputs: AppState, { api }: FoundCluster) {
  const mount = decodeImageMount(inputs.image);
  const record = await readAppRecord(api, inputs.name);
  const intents = mount === undefined ? [] : intentsOf(installAppPhases, appSpec(inputs, mount));
  const finished = record?.finished ?? finishedAs(intents);
  const isReady = pendingSteps(intents, finished).length === 0;
  const state: Partial<AppState> = {
    ...inputs,
    id: `${inputs.cluster_id}/${inputs.name}`,
    digest: mount?.digest ?? null,
    applied_at: record?.installedAt ?? null,
    ready: isReady,
    status: isReady ? "ready" : "steps of this application are still to come",
    generation: record?.generation ?? `${ADOPTED}${randomUUID()}`,
    steps: [],
  };
  return { state, private: statePrivate(finished) };
}

/** What the cluster or sealos' own file says of an application's image. */
async function imageOf(
  { api }: FoundCluster,
  cluster: string,
  name: string,
): Promise<string | undefined> {
  const record = await readAppRecord(api, name);
  if (record !== undefined) return record.image;
  const clusterfile = await readClusterfile(api, cluster);
  return clusterfile === undefined ? undefined : applicationsOf(clusterfile)[name];
}

function apiOf(pipeline: PipelineEnvironment, state: AppState, signal: AbortSignal) {
  return livingControlPlane(pipeline, parseHostIds(state.control_plane), signal);
}

function noImage(id: string, name: string): Issue {
  return {
    severity: "error",
    summary: `Image Of ${name} Is Not Known`,
    detail: `${id}: nothing in the cluster tells which image the application "${name}" was installed from. Import by a JSON id that says it: {"id": "${id}", "image": "labring/cilium:v1.16.1"}, the same image as in the configuration.`,
  };
}
