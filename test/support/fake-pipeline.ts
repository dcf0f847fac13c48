import type { HostFacts } from "../../provider/src/domain/host-facts";
import type { ImageMount } from "../../provider/src/domain/image-mount";
import { createLimit, type Limit } from "../../provider/src/lib/limit";
import { createClusterViews } from "../../provider/src/pipeline/cluster-view";
import { createDepartures } from "../../provider/src/pipeline/departures";
import { createFailedHosts } from "../../provider/src/pipeline/failed-hosts";
import { createFanOut } from "../../provider/src/pipeline/fan-out";
import type { PipelineEnvironment } from "../../provider/src/pipeline/environment";
import type { PipelineEvent } from "../../provider/src/pipeline/events";
import { createIdentities } from "../../provider/src/pipeline/identities";
import type {
  ImageRequest,
  ImageSource,
  MountedImage,
} from "../../provider/src/pipeline/image-source";
import { TransportError } from "../../provider/src/transports/errors";
import { aHostFacts } from "./builders";
import { createFakeCluster, type FakeCluster } from "./fake-pipeline-cluster";
import { createFakeMachine, type FakeMachine } from "./fake-pipeline-machine";
import { createFakeBuilds, type FakeBuilds } from "./fake-builds";
import { createFakeRunner, type FakeRunner } from "./fake-runner";

/** The outside world of the pipeline, in memory: machines by address, one cluster, images, a clock that stands still. */
export interface FakePipeline {
  readonly environment: PipelineEnvironment;
  readonly cluster: FakeCluster;
  readonly events: readonly PipelineEvent[];
  /** Where images are mounted. */
  readonly builder: FakeRunner;
  /** The machine that runs Terraform. */
  readonly local: FakeMachine;
  /** Contexts and outputs of image builds. */
  readonly builds: FakeBuilds;
  /** Mounts that were released. */
  readonly released: readonly ImageMount[];
  /** What an image reference stands for. */
  readonly catalogue: Map<string, ImageMount>;
  /** Puts a machine at an address; its machine-id and host name follow from the name unless facts say otherwise. */
  addMachine(address: string, name: string, facts?: Partial<HostFacts>): FakeMachine;
  /** The machine at an address. */
  machine(address: string): FakeMachine;
  /** The environment of another Terraform run on the same machines. */
  anotherRun(): PipelineEnvironment;
}

/** A world without machines. */
export function createFakePipeline(): FakePipeline {
  const cluster = createFakeCluster();
  const machines = new Map<string, FakeMachine>();
  const events: PipelineEvent[] = [];
  const released: ImageMount[] = [];
  const catalogue = new Map<string, ImageMount>();
  const builder = createFakeRunner("builder").on(/ path-exists /, { exitCode: 44 });
  const clock = (): Date => new Date("2026-01-01T00:00:00Z");
  const local = createFakeMachine({ name: "runner", cluster, now: clock });
  const builds = createFakeBuilds();
  let runs = 0;

  const environmentOfRun = (): PipelineEnvironment => ({
    connector: {
      connect(locator) {
        const machine = machines.get(locator.address);
        if (machine !== undefined && !machine.isAway) return Promise.resolve(machine);
        return Promise.reject(unreachable(locator.address));
      },
    },
    images: imagesOf(builder, catalogue, released),
    builds,
    events: { emit: (event) => void events.push(event) },
    identities: createIdentities(),
    departures: createDepartures(),
    failedHosts: createFailedHosts(),
    fanOut: createFanOut({ clock: () => new Date() }),
    views: createClusterViews(),
    forgetsUnreachable: false,
    local,
    clock,
    runId: `run ${++runs}`,
    hosts: createLimit(32),
    transfers: createLimit(8),
    oneAtATime: limitsByKey(),
  });

  return {
    environment: environmentOfRun(),
    builds,
    cluster,
    events,
    builder,
    local,
    released,
    catalogue,
    addMachine(address, name, facts = {}) {
      const own = {
        machineId: name.replace(/[^0-9a-f]/g, "").padEnd(32, "0"),
        hostname: name,
        addresses: [address],
      };
      const options = { name, facts: aHostFacts({ ...own, ...facts }), cluster, now: clock };
      const machine = createFakeMachine(options);
      machines.set(address, machine);
      return machine;
    },
    machine(address) {
      const machine = machines.get(address);
      if (machine === undefined) throw new Error(`the test put no machine at ${address}`);
      return machine;
    },
    anotherRun: environmentOfRun,
  };
}

/** What a connection attempt to a machine that is switched off ends with. */
export function unreachable(address: string): TransportError {
  return new TransportError(address, "unreachable", `${address} cannot be reached`, true);
}

function imagesOf(
  builder: FakeRunner,
  catalogue: ReadonlyMap<string, ImageMount>,
  released: ImageMount[],
): ImageSource {
  const mounted = (mount: ImageMount): MountedImage => ({
    mount,
    root: `/trees/${mount.treeDigest}`,
    entries: [],
  });
  const open = ({ image }: ImageRequest): Promise<MountedImage> => {
    const mount = catalogue.get(image);
    return mount === undefined
      ? Promise.reject(new Error(`image: there is no ${image}`))
      : Promise.resolve(mounted(mount));
  };
  return {
    runner: () => Promise.resolve(builder),
    mount: open,
    preview: open,
    inspect: async (request) => {
      const { mount } = await open({ ...request, platform: undefined });
      const [os = "", architecture = ""] = mount.platform.split("/");
      const env = Object.entries(mount.env).map(([name, value]) => `${name}=${value}`);
      return { ...mount, id: mount.digest.replace(/^sha256:/, ""), os, architecture, env };
    },
    remount: (mount) => Promise.resolve(mounted(mount)),
    release(mount) {
      released.push(mount);
      return Promise.resolve();
    },
  };
}

function limitsByKey(): (key: string) => Limit {
  const limits = new Map<string, Limit>();
  return (key) => {
    const limit = limits.get(key) ?? createLimit(1);
    limits.set(key, limit);
    return limit;
  };
}
