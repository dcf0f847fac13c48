import type { FaultName } from "./faults";
import type { OperationName } from "./operations";

/** A step, of one object on one host, as the event log names it. */
export interface StepOnHost {
  /** Terraform type of the object, `sealos_host`. */
  readonly resource: string;
  readonly host: string;
  readonly step: string;
}

/** A step as a run without faults went through it. */
export interface RecordedStep extends StepOnHost {
  /** Whether it ran commands on hosts, beside those that keep the book. */
  readonly runsCommands: boolean;
}

/** One entry of the matrix: this fault, while this operation is at this step. */
export interface Cell {
  readonly operation: OperationName;
  readonly at: StepOnHost;
  readonly runsCommands: boolean;
  readonly fault: FaultName;
}

/** What became of a cell. */
export interface CellResult {
  readonly operation: string;
  readonly resource: string;
  readonly host: string;
  readonly step: string;
  readonly fault: string;
  /** Whether the declared state was reached, unaided, and every promise was kept. */
  readonly converged: boolean;
  /** Steps that were started more than once, as `host step`. */
  readonly repeated: readonly string[];
  /** From the beginning of the disturbed apply to the empty plan. */
  readonly seconds: number;
  /** How many applies it took after the disturbed one. */
  readonly applies: number;
  /** What was not as promised; empty when `converged`. */
  readonly problems: readonly string[];
}

/** Names a cell for people. */
export function cellName({ operation, at, fault }: Cell): string {
  return `${operation} · ${at.host} ${at.step} · ${fault}`;
}

/** Tells a cell from every other. */
export function cellKey(cell: {
  readonly operation: string;
  readonly at: StepOnHost;
  readonly fault: string;
}): string {
  const { operation, at, fault } = cell;
  return [operation, at.resource, at.host, at.step, fault].join(" ");
}

/** `host step`, as results name steps. */
export function stepName({ host, step }: StepOnHost): string {
  return `${host} ${step}`;
}
