import { randomUUID } from "node:crypto";
import { requireConfigured, type State } from "../../../sdk";
import { declaredOf } from "../../domain/declared";
import { finishedSteps } from "../../domain/host-journal";
import { toList } from "../../domain/kubeadm/fields";
import { describeFoundHost } from "../../pipeline/adopt/describe-host";
import { recallOnHost, rememberOnHost } from "../../pipeline/adopt/memory";
import { restoreMount } from "../../pipeline/adopt/restore-mounts";
import { FOUND_DONE, takeOver } from "../../pipeline/adopt/take-over";
import { intentsOf } from "../../pipeline/phase";
import { lookAtHost, type HostCall, type HostSight } from "../../pipeline/visit-host";
import { checkHostPhases, prepareHostPhases } from "../../pipeline/workflows/prepare-host";
import { finishedAs, pendingSteps } from "../../plan/pending-steps";
import { argumentsOf } from "../arguments-of";
import { ADOPTED } from "../adopted";
import type { Importing } from "../importable";
import { mergeArguments, readImportId, refusal } from "../read-import-id";
import { factAttributes, hostId, hostLocator, hostSpec, rootfsDigest } from "./model";
import { hostPrivate } from "./private-data";
import { hostSchema } from "./schema";

type HostState = State<typeof hostSchema>;

const PHASES = [...checkHostPhases, ...prepareHostPhases];

/** Import of a `sealos_host` by `[login@]address[:port]`: one that was prepared here, or a node of any cluster. */
export const hostImport: Importing<typeof hostSchema> = {
  async find({ id, configured, signal }) {
    const services = requireConfigured(configured);
    const { pipeline } = services;
    const { locator, attributes } = readImportId(services, hostSchema, id, []);
    const { address, port, profile } = locator;
    const call = { locator, name: address, cluster: undefined, resource: "sealos_host", signal };
    const sight = await lookAtHost(pipeline, call);
    const isOurs = sight.journal.owner !== null;
    if (!isOurs && !isNode(sight)) throw refusal(nothingThere(address));
    const given = { address, port, ssh_profile: profile ?? null, ...attributes };
    const merged = mergeArguments(
      hostSchema,
      await describeFoundHost(sight, attributes),
      await recallOnHost(sight.host, "sealos_host"),
      given,
    );
    const mounts = await Promise.all(
      toList(merged["images"]).map((image) => restoreMount(pipeline, image, signal)),
    );
    if (mounts.length === 0) throw refusal(noImages(address));
    const inputs = { ...merged, images: mounts } as unknown as HostState;
    return imported(inputs, sight);
  },

  async remember(pipeline, state, signal) {
    const host = await pipeline.connector.connect(hostLocator(state, state), signal);
    const said = declaredOf(argumentsOf(hostSchema, state), ["images"]);
    await rememberOnHost(host, "sealos_host", said);
  },

  takeOver: (pipeline, { state, finished }, signal) =>
    takeOver(pipeline, {
      call: callFor(state, signal),
      finished,
      notes: { "bootstrap-init": { kubernetes: hostSpec(state).images[0]?.version ?? null } },
      owner: { cluster: hostSpec(state).cluster, generation: state.generation ?? "" },
    }),
};

function imported(inputs: HostState, sight: HostSight) {
  const { facts, host, journal } = sight;
  const spec = hostSpec(inputs);
  const intents = intentsOf(PHASES, spec);
  const isOurs = journal.owner !== null;
  const finished = isOurs ? finishedSteps(journal) : { ...finishedAs(intents), join: FOUND_DONE };
  const pending = pendingSteps(intents, finished);
  const state: HostState = {
    ...inputs,
    ...factAttributes(facts),
    id: hostId(hostLocator(inputs, null), facts.machineId, host.hostKeyFingerprint),
    host_key_fingerprint: host.hostKeyFingerprint,
    rootfs_digest: rootfsDigest(spec.images),
    ready: pending.length === 0,
    status: pending.length === 0 ? "ready" : `${pending[0]?.step ?? ""} is still to come`,
    generation: journal.owner?.generation ?? `${ADOPTED}${randomUUID()}`,
    steps: [],
  };
  return { state, private: hostPrivate(finished, spec.images[0]?.version) };
}

function callFor(state: HostState, signal: AbortSignal): HostCall {
  const { name, cluster } = hostSpec(state);
  const locator = hostLocator(state, state);
  return { locator, name, cluster, resource: "sealos_host", signal };
}

function isNode({ facts }: HostSight): boolean {
  return facts.kubernetes.hasKubeletConfig && facts.kubernetes.isKubeletActive;
}

function nothingThere(address: string) {
  return {
    severity: "error",
    summary: `Nothing To Import At ${address}`,
    detail: `${address} was neither prepared by this provider nor is it a node of a cluster: no journal, no running kubelet. Remove the import; an apply prepares the machine.`,
  } as const;
}

function noImages(address: string) {
  return {
    severity: "error",
    summary: `Images Of ${address} Are Not Known`,
    detail: `${address} does not tell which cluster images it was prepared from. Import by a JSON id that says it: {"id": "${address}", "images": ["labring/kubernetes:v1.31.0"]}, the same images as in the configuration.`,
  } as const;
}
