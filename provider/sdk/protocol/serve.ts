import { X509Certificate } from "node:crypto";
import type { SchemaDescription } from "../schema/schema-description";
import type { ProviderServer } from "../server/provider-server";
import { atMost } from "./delay";
import { createGrpcServer, type MutualTls } from "./grpc-server";
import {
  chooseStartMode,
  handshakeLine,
  reattachLine,
  startFailureLine,
  type Listening,
} from "./handshake";
import { chooseListenAddress, listen, removeSocket } from "./listen";
import { createServerIdentity } from "./mutual-tls";
import { spawnedProcess, standingProcess, type PluginProcess } from "./plugin-process";
import {
  divertStdout,
  reportCrashes,
  tolerateLostReader,
  writeStderr,
  writeStdout,
  type Redact,
} from "./process-guards";
import type * as serviceModule from "./provider-service";
import { ProviderSession } from "./provider-session";

/** What a provider is made of, as far as serving it goes. Both loaders run after the handshake, when first needed. */
export interface ServeOptions {
  /** The full address, such as `registry.terraform.io/acme/toy`; reattaching and log lines need it. */
  readonly address: string;
  /** The compiled schema. Asked for once per connection, at its first call. */
  readonly loadSchema: () => SchemaDescription;
  /** A new, not yet configured server: each connection gets its own. Load everything heavy in here. */
  readonly loadServer: () => ProviderServer | Promise<ProviderServer>;
  /** Removes secrets from log lines and from what an uncaught exception prints. Default: nothing is removed. */
  readonly redact?: Redact;
  /**
   * Last work of the process, such as handing over what is still buffered. Gets one second at most: Terraform waits two
   * and kills. Default: none.
   */
  readonly beforeExit?: () => Promise<void>;
}

const LAST_WORK_MS = 1_000;

/**
 * Runs this process as a Terraform provider until Terraform ends it. Call it once, first thing in the entry file.
 *
 * Started by Terraform it prints the handshake before it loads anything heavy, lets in only the Terraform that started
 * it, and exits with it. Started with `--reattach` it prints the value of `TF_REATTACH_PROVIDERS` and stays, for any
 * number of runs. Started in any other way it says what it is and exits with 1.
 */
export async function serve(options: ServeOptions): Promise<void> {
  divertStdout();
  const mode = chooseStartMode(process.env, process.argv.slice(2));
  if (mode.kind === "refuse") {
    (mode.stream === "stdout" ? writeStdout : writeStderr)(`${mode.text}\n`);
    process.exit(1);
  }
  try {
    if (mode.kind === "reattach") await serveStanding(options);
    else await serveSpawned(options, mode.clientCertificatePem);
  } catch (cause) {
    writeStdout(startFailureLine(cause));
    process.exit(1);
  }
}

async function serveSpawned(options: ServeOptions, clientPem: string | undefined): Promise<void> {
  const tls = clientPem === undefined ? undefined : mutualTls(clientPem);
  const at = await startServing(options, spawnedProcess(exitAfter(options.beforeExit)), tls);
  writeStdout(handshakeLine(at, tls?.identity.certificate));
  setImmediate(() => {
    tolerateLostReader();
    loadServiceModule(); // while Terraform connects
  });
}

async function serveStanding(options: ServeOptions): Promise<void> {
  const at = await startServing(options, standingProcess(exitAfter(options.beforeExit)), undefined);
  writeStdout(reattachLine(options.address, at, process.pid));
  tolerateLostReader();
}

function mutualTls(clientPem: string): MutualTls {
  return { identity: createServerIdentity(new Date()), client: new X509Certificate(clientPem) };
}

async function startServing(
  options: ServeOptions,
  life: PluginProcess,
  tls: MutualTls | undefined,
): Promise<Listening> {
  const server = createGrpcServer({
    ...(tls === undefined ? {} : { tls }),
    openSession() {
      const session = new ProviderSession({
        createService: () => loadServiceModule().createProviderService(options),
        exitSoon: () => life.exitSoon(),
        closed: () => life.closed(session),
      });
      life.opened(session);
      return session;
    },
  });
  reportCrashes(options.redact ?? ((text) => text), () => life.crashed());
  for (const signal of ["SIGINT", "SIGHUP", "SIGTERM"] as const) {
    process.on(signal, () => life.signalled(signal));
  }
  const choice = chooseListenAddress(process.env);
  process.once("exit", () => removeSocket(choice));
  return listen(server, choice);
}

// Not an import: the messages of the protocol are loaded after the handshake, from a chunk of their own.
function loadServiceModule(): typeof serviceModule {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("./provider-service") as typeof serviceModule;
}

// Nothing else is left to write: replies were awaited, logs are written synchronously.
function exitAfter(
  lastWork: () => Promise<void> = () => Promise.resolve(),
): (code: number) => void {
  let isExiting = false;
  return (code) => {
    if (isExiting) return;
    isExiting = true;
    const done = lastWork().catch(() => undefined);
    void atMost(LAST_WORK_MS, done).then(() => process.exit(code));
  };
}
