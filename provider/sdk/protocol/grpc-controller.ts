import { atMost, delayMs, type Delay } from "./delay";
import type { UnaryMethod } from "./grpc-server";

/** Called by Terraform at the end of every walk, whether or not calls are still running. */
export const SHUTDOWN_PATH = "/plugin.GRPCController/Shutdown";

// Terraform kills the process two seconds after the shutdown; half a second is left to flush and exit.
const MOST_WAIT_MS = 1_500;

/** What a shutdown needs of the process. */
export interface ShutdownHooks {
  /** Stops the work of the connection; the promise ends when none is left. */
  stopWork(): Promise<void>;
  /** The reply is on its way: end the process soon. */
  exitSoon(): void;
}

/**
 * The shutdown call: stops running work, gives it 1.5 seconds to hand back what it reached, then ends the process.
 * Without this method Terraform waits two seconds and kills, for each of the three to five processes of an apply.
 */
export function shutdownMethod(hooks: ShutdownHooks, delay: Delay = delayMs): UnaryMethod {
  return async () => {
    await atMost(MOST_WAIT_MS, hooks.stopWork(), delay);
    hooks.exitSoon();
    return EMPTY_MESSAGE;
  };
}

const EMPTY_MESSAGE = new Uint8Array(0);
