import { shutdownMethod, SHUTDOWN_PATH } from "./grpc-controller";
import type { GrpcCall, GrpcMethod, GrpcSession } from "./grpc-server";
import { GrpcError, GrpcStatus } from "./grpc-status";
import { findPluginMethod } from "./plugin-services";
import type { ProviderService } from "./provider-service";
import { RunningWork } from "./running-work";

/** What a session needs of its process. */
export interface SessionHooks {
  /** Loads the messages of the protocol and binds them to a server of this session alone. */
  createService(): ProviderService;
  /** Terraform wants the process to end, and the reply to that is on its way. */
  exitSoon(): void;
  closed(session: ProviderSession): void;
}

const PROVIDER_PATH = "/tfplugin6.Provider/";

/**
 * One connection of Terraform: it owns the configured provider, the running calls and the stop. In reattach mode many
 * of them share the process, one per provider block and run.
 */
export class ProviderSession implements GrpcSession {
  readonly #hooks: SessionHooks;
  readonly #work = new RunningWork();
  #service: ProviderService | undefined;
  #isStopped = false;

  constructor(hooks: SessionHooks) {
    this.#hooks = hooks;
  }

  findMethod(path: string): GrpcMethod | undefined {
    if (path.startsWith(PROVIDER_PATH)) {
      const name = path.slice(PROVIDER_PATH.length);
      return (request, call) => this.#work.track(this.#callProvider(name, request, call));
    }
    if (path === SHUTDOWN_PATH) {
      return shutdownMethod({
        stopWork: () => this.stop(),
        exitSoon: () => this.#hooks.exitSoon(),
      });
    }
    return findPluginMethod(path);
  }

  /** Stops the provider of this session for good; the promise ends when none of its calls is running. */
  stop(): Promise<void> {
    this.#isStopped = true;
    this.#service?.stop();
    return this.#work.whenIdle();
  }

  closed(): void {
    void this.stop();
    this.#hooks.closed(this);
  }

  async #callProvider(name: string, request: Buffer, call: GrpcCall): Promise<Uint8Array> {
    const method = this.#loadedService().findMethod(name);
    if (method === undefined) {
      throw new GrpcError(GrpcStatus.unimplemented, `unknown method ${PROVIDER_PATH}${name}`);
    }
    return method(request, call);
  }

  #loadedService(): ProviderService {
    if (this.#service === undefined) {
      this.#service = this.#hooks.createService();
      if (this.#isStopped) this.#service.stop();
    }
    return this.#service;
  }
}
