import type { HostJournal } from "../../../../../../provider/src/domain/host-journal";
import type { Limit } from "../../../../../../provider/src/lib/limit";
import type { HostSession, PhaseContext } from "../../../../../../provider/src/pipeline/context";
import { createFanOut } from "../../../../../../provider/src/pipeline/fan-out";
import { createIdentities } from "../../../../../../provider/src/pipeline/identities";
import type { AppContext } from "../../../../../../provider/src/pipeline/phases/app/context";
import type { ClusterContext } from "../../../../../../provider/src/pipeline/phases/cluster/context";
import type { HostContext } from "../../../../../../provider/src/pipeline/phases/host/context";
import type { NodeContext } from "../../../../../../provider/src/pipeline/phases/node/context";
import { limitFrom } from "../../../../../../provider/src/pipeline/time-limit";
import { aHostFacts } from "../../../../../support/builders";
import { createFakePipeline, type FakePipeline } from "../../../../../support/fake-pipeline";
import { aPhaseContext, type FakeContext } from "../../../../../support/fake-pipeline-context";
import type { FakeMachine } from "../../../../../support/fake-pipeline-machine";

const atOnce: Limit = (task) => task();

/** A machine of the world, with everything that phases of a kind may touch around it. */
export interface Workplace<Context extends PhaseContext> {
  readonly world: FakePipeline;
  readonly machine: FakeMachine;
  readonly context: Context & Pick<FakeContext, "reports" | "written">;
}

interface Circumstances {
  readonly journal?: Partial<HostJournal>;
  readonly name?: string;
  readonly address?: string;
  readonly signal?: AbortSignal;
}

function aWorkplace({ journal, name = "cp-1", address = "192.0.2.1", signal }: Circumstances = {}) {
  const world = createFakePipeline();
  const machine = world.addMachine(address, name);
  const base = aPhaseContext(journal, signal === undefined ? {} : { signal });
  return { world, machine, base: { ...base, host: machine as HostSession } };
}

/** Where phases of a host work. */
export function onHost(circumstances?: Circumstances): Workplace<HostContext> {
  const { world, machine, base } = aWorkplace(circumstances);
  const { images, failedHosts, clock } = world.environment;
  const context = {
    ...base,
    facts: machine.facts,
    gatheredAt: clock(),
    images,
    identities: createIdentities(),
    failedHosts,
    fanOut: createFanOut({ clock }),
    transfers: atOnce,
  };
  return { world, machine, context };
}

/** Where phases of a cluster work: its first control plane. */
export function onFirstControlPlane(circumstances?: Circumstances): Workplace<ClusterContext> {
  const { world, machine, base } = aWorkplace(circumstances);
  return {
    world,
    machine,
    context: {
      ...base,
      members: [{ node: "cp-1", address: "192.0.2.1", host: machine }],
      silent: [],
      membership: (change) => change(),
      controlPlanes: new Map([["cp-1", aHostFacts()]]),
    },
  };
}

/** Where phases of a node work: `worker-1`, beside `cp-1` whose API answers. */
export function onNode(circumstances?: Circumstances): Workplace<NodeContext> & {
  readonly api: FakeMachine;
} {
  const own = { name: "worker-1", address: "192.0.2.11", ...circumstances };
  const { world, machine, base } = aWorkplace(own);
  const api = world.addMachine("192.0.2.1", "cp-1");
  api.files.set("/etc/kubernetes/admin.conf", "");
  world.cluster.nodes.set("cp-1", {
    name: "cp-1",
    role: "control-plane",
    address: "192.0.2.1",
    machineId: api.facts.machineId,
    ready: true,
    unschedulable: false,
    labels: {},
    taints: [],
  });
  const endpoint = {
    mode: "hosts",
    domain: "apiserver.cluster.local",
    port: 6443,
    vip: null,
  } as const;
  const context = {
    ...base,
    facts: machine.facts,
    api,
    cluster: { name: "prod", endpoint, lvscareImage: null, kubeadmDocuments: [] },
    membership: <T>(change: () => Promise<T>) => change(),
  };
  return { world, machine, context, api };
}

/** Where phases of an application work: a control plane that also serves the registry. */
export function onHome(circumstances?: Circumstances): Workplace<AppContext> {
  const { world, machine, base } = aWorkplace(circumstances);
  const { images } = world.environment;
  const limit = limitFrom(base.clock(), "timeouts.create", 20 * 60_000);
  const { facts } = machine;
  const own = { registry: machine, cluster: "prod", images, transfers: atOnce, limit, facts };
  const context = { ...base, ...own };
  return { world, machine, context };
}
