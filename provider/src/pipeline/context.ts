import type { HostLocator } from "../domain/host-locator";
import type { Runner } from "../transports/runner";
import type { JournalKeeper } from "./journal-keeper";
import type { StepReporter } from "./events";

/** A machine that was reached, and what it showed of itself. */
export interface HostSession extends Runner {
  /** `SHA256:…` of the host key that was verified. */
  readonly hostKeyFingerprint: string;
}

/** Reaches machines; sessions are shared and stay open until the run ends. */
export interface HostConnector {
  /** @throws TransportError that names host, reason and cure. */
  connect(locator: HostLocator, signal: AbortSignal): Promise<HostSession>;
}

/** The time of the machine that runs Terraform, as a parameter. */
export type Clock = () => Date;

/** Exactly what a phase may touch. */
export interface PhaseContext {
  /** The machine that the phase works on. */
  readonly host: Runner;
  readonly journal: JournalKeeper;
  readonly report: StepReporter;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}
