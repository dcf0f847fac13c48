import { createHclogLogger, logLevelOf } from "../hclog-logger";
import type { Logger } from "../logger";
import type { SchemaDescription } from "../schema/schema-description";
import type { ProviderServer } from "../server/provider-server";
import { StopProviderResponse } from "./generated/tfplugin6";
import type { UnaryMethod } from "./grpc-server";
import type { RpcContext } from "./rpc/rpc";
import { RPC_TABLE } from "./rpc/rpc-table";
import { schemaTypes } from "./schema-types";

/** Where a service gets schema and server from, and what it is called in log lines. */
export interface ProviderServiceOptions {
  readonly address: string;
  readonly loadSchema: () => SchemaDescription;
  readonly loadServer: () => ProviderServer | Promise<ProviderServer>;
  readonly redact?: (text: string) => string;
}

/** The procedures of one connection, by name, bound to a server of its own. */
export interface ProviderService {
  findMethod(name: string): UnaryMethod | undefined;
  /** Stops the server for good, also one that is loaded only later. */
  stop(): void;
}

/** Binds the procedures to a server that is loaded when the first of them needs it. */
export function createProviderService(
  options: ProviderServiceOptions,
  log: Logger = stderrLogger(options),
): ProviderService {
  const server = stoppableServer(options.loadServer);
  const context: RpcContext = {
    types: schemaTypes(options.loadSchema()),
    log,
    server: () => server.load(),
  };
  const stopProvider: UnaryMethod = () => {
    server.stop();
    return Promise.resolve(StopProviderResponse.encode({ error: "" }).finish());
  };
  return {
    findMethod(name) {
      if (name === "StopProvider") return stopProvider;
      const rpc = RPC_TABLE.get(name);
      return rpc && ((request, { signal }) => rpc(request, context, signal));
    },
    stop: () => server.stop(),
  };
}

/** Terraform reads the lines from standard error, and shows or files those that `TF_LOG` asks for. */
function stderrLogger({ address, redact = (text) => text }: ProviderServiceOptions): Logger {
  const name = address.slice(address.lastIndexOf("/") + 1);
  return createHclogLogger({
    level: logLevelOf(process.env, name),
    module: `provider.${name}`,
    write: (line) => void process.stderr.write(redact(line)),
    now: () => new Date(),
  });
}

interface StoppableServer {
  load(): Promise<ProviderServer>;
  stop(): void;
}

function stoppableServer(loadServer: ProviderServiceOptions["loadServer"]): StoppableServer {
  let loading: Promise<ProviderServer> | undefined;
  let loaded: ProviderServer | undefined;
  let isStopped = false;
  return {
    load() {
      loading ??= Promise.resolve().then(async () => {
        loaded = await loadServer();
        if (isStopped) loaded.stop();
        return loaded;
      });
      return loading;
    },
    stop() {
      isStopped = true;
      loaded?.stop();
    },
  };
}
