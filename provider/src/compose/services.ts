import { homedir } from "node:os";
import { resolve } from "node:path";
import { createLimit, type Limit } from "../lib/limit";
import { createRedactor } from "../lib/redact";
import { nameRun } from "../lib/run-name";
import type { HostConnector } from "../pipeline/context";
import type { PipelineEnvironment } from "../pipeline/environment";
import { createClusterViews } from "../pipeline/cluster-view";
import { createDepartures } from "../pipeline/departures";
import { createFailedHosts } from "../pipeline/failed-hosts";
import { createFanOut } from "../pipeline/fan-out";
import type { DriftCheck } from "../pipeline/find-drift";
import { createIdentities } from "../pipeline/identities";
import { createImageBuilds } from "../pipeline/image-builds";
import { createImageSource } from "../pipeline/image-source";
import type { ProviderConfig } from "../provider";
import type { Services } from "../resources/environment";
import { createLocalRunner } from "../transports/local/local-runner";
import { createSshPool } from "../transports/ssh/pool";
import { createEvents, type HostProcess } from "./events";
import { builderLocator, profileFor, registryCredentials, sshTarget } from "./ssh-settings";

const HOSTS = 32;
const TRANSFERS = 8;

/** Chooses an implementation for everything that resources need of the outside world. */
export function createServices(
  config: ProviderConfig,
  host: HostProcess = { atExit: () => undefined },
): Services {
  const redactor = createRedactor();
  const clock = () => new Date();
  const runId = nameRun();
  const identity = {
    home: homedir(),
    agentSocket: process.env["SSH_AUTH_SOCK"],
    path: process.env["PATH"],
  };
  const pool = createSshPool({ redactor, identity });
  const connector: HostConnector = {
    connect: (locator, signal) => pool.connect(sshTarget(config, locator, process.env), signal),
  };
  const fanOut = createFanOut({ clock });
  host.atExit(() => fanOut.close());
  const local = createLocalRunner({ redactor, env: process.env });
  const credentials = registryCredentials(config);
  Object.values(credentials).forEach(({ password }) => redactor.add(password));
  const builder = {
    connect: async () => {
      const locator = builderLocator(config);
      return locator === undefined
        ? local
        : connector.connect(locator, new AbortController().signal);
    },
    storage: storageOf(config),
    credentials,
  };
  const pipeline: PipelineEnvironment = {
    connector,
    images: createImageSource(builder),
    builds: createImageBuilds({ ...builder, local, resolve }),
    events: createEvents({ log: config.event_log ?? undefined, run: runId, redactor, clock }, host),
    identities: createIdentities(),
    departures: createDepartures(),
    failedHosts: createFailedHosts(),
    fanOut,
    views: createClusterViews(),
    forgetsUnreachable: config.forget_unreachable ?? false,
    local,
    clock,
    runId,
    hosts: createLimit(config.concurrency?.hosts ?? HOSTS),
    transfers: createLimit(config.concurrency?.transfers ?? TRANSFERS),
    oneAtATime: limitsByKey(),
  };
  return {
    pipeline,
    failureMode: config.failure_mode ?? "error",
    deletionProtection: config.deletion_protection ?? true,
    sshProfile: (login) => profileFor(config, login),
    driftCheck: config.drift_check ?? driftCheckOf(process.env["SEALOS_DRIFT_CHECK"]),
  };
}

function driftCheckOf(text: string | undefined): DriftCheck {
  return text === "sampled" || text === "full" ? text : "none";
}

function storageOf({ builder }: ProviderConfig): {
  readonly root?: string;
  readonly runRoot?: string;
} {
  const root = builder?.storage_root;
  return root == null ? {} : { root, runRoot: `${root}-run` };
}

function limitsByKey(): (key: string) => Limit {
  const limits = new Map<string, Limit>();
  return (key) => {
    const limit = limits.get(key) ?? createLimit(1);
    limits.set(key, limit);
    return limit;
  };
}
