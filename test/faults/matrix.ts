import { sha256Hex } from "../../provider/src/lib/hash";
import recorded from "./steps.json";
import { cellKey, type Cell, type RecordedStep } from "./cell";
import { FAULT_NAMES } from "./faults";
import { reasonToLeaveOut } from "./left-out";
import { OPERATION_NAMES, OPERATIONS, type OperationName } from "./operations";
import { stackBetween, type StackName, type Tier } from "./stacks";

/** Which cells are wanted: names, with commas between them; what is left open means all. */
export interface Choice {
  readonly tier: Tier;
  readonly operation?: string | undefined;
  readonly step?: string | undefined;
  readonly fault?: string | undefined;
  /** Keys of the cells that may be chosen, see `cellKey`; undefined means all. */
  readonly among?: ReadonlySet<string> | undefined;
  /** Part `i` of `n`, from 1; parts are runs of neighbouring cells, because those share a cluster. */
  readonly part?: { readonly i: number; readonly n: number } | undefined;
  /** So many neighbouring cells; others with another turn, until all had theirs. */
  readonly sample?: { readonly count: number; readonly turn: number } | undefined;
}

/** A cell that makes no sense, and why. */
export interface LeftOut {
  readonly cell: Cell;
  readonly reason: string;
}

/** The steps of an operation that are disturbed: those of its last `--record`. */
export function stepsOf(operation: OperationName): readonly RecordedStep[] {
  return (recorded as Partial<Record<OperationName, readonly RecordedStep[]>>)[operation] ?? [];
}

/** The cells of a choice, in the order of a cluster's life, and those that are left out. */
export function cellsOf(choice: Choice): {
  readonly cells: readonly Cell[];
  readonly leftOut: readonly LeftOut[];
} {
  const all = OPERATION_NAMES.flatMap((operation) =>
    stepsOf(operation).flatMap(({ runsCommands, ...at }) =>
      FAULT_NAMES.map((fault) => ({ operation, at, runsCommands, fault })),
    ),
  ).filter((cell) => isChosen(cell, choice));
  const judged = all.map((cell) => ({ cell, reason: reasonToLeaveOut(cell, choice.tier) }));
  const cells = judged.flatMap(({ cell, reason }) => (reason === undefined ? [cell] : []));
  return {
    cells: partOf(cells, choice.part ?? turnOf(cells, choice.sample)),
    leftOut: judged.flatMap(({ cell, reason }) => (reason === undefined ? [] : [{ cell, reason }])),
  };
}

/** Cells that wait for a lane. */
export interface Queue {
  /** The next cell for a lane that stands there; undefined when none is left. */
  next(stack: StackName): Cell | undefined;
  /** Lets the cells under way be the last ones. */
  stop(): void;
}

/**
 * Hands out cells, those first that start near where a lane stands. Otherwise they are mixed, always in the same way, so that a run
 * that is broken off has seen something of everything.
 */
export function createQueue(cells: readonly Cell[]): Queue {
  const place = new Map(cells.map((cell) => [cell, sha256Hex(cellKey(cell))]));
  const waiting = [...cells].sort((one, other) => (place.get(one)! < place.get(other)! ? -1 : 1));
  return {
    stop: () => void waiting.splice(0),
    next(stack) {
      const ways = waiting.map(({ operation }) => wayBetween(stack, OPERATIONS[operation].from));
      const nearest = ways.indexOf(Math.min(...ways));
      return waiting.splice(Math.max(nearest, 0), 1)[0];
    },
  };
}

/** How many undisturbed runs bring a lane from one stack to another. */
function wayBetween(stack: StackName, next: StackName): number {
  if (stack === next) return 0;
  const between = stackBetween(stack, next);
  return between === undefined ? 1 : 1 + wayBetween(between, next);
}

function isChosen(cell: Cell, choice: Choice): boolean {
  const { operation, at, fault } = cell;
  return (
    choice.among?.has(cellKey(cell)) !== false &&
    isNamed(operation, choice.operation) &&
    isNamed(at.step, choice.step) &&
    isNamed(fault, choice.fault)
  );
}

/** Whether a name is among names with commas between them; no names mean all. */
export function isNamed(name: string, names: string | undefined): boolean {
  return names === undefined || names.split(",").includes(name);
}

function turnOf(cells: readonly Cell[], sample: Choice["sample"]): Choice["part"] {
  if (sample === undefined) return undefined;
  const n = Math.max(1, Math.ceil(cells.length / sample.count));
  return { i: (sample.turn % n) + 1, n };
}

function partOf(cells: readonly Cell[], part: Choice["part"]): readonly Cell[] {
  if (part === undefined) return cells;
  const size = cells.length / part.n;
  return cells.slice(Math.floor((part.i - 1) * size), Math.floor(part.i * size));
}
