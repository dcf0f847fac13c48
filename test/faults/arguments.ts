import { parseArgs } from "node:util";
import type { Choice } from "./matrix";
import { convergedIn } from "./results";

/** What `npm run test:faults` was asked for. */
export interface Wishes {
  readonly choice: Choice;
  /** Where the results go, as `{"cells": […]}`. */
  readonly json: string | undefined;
  /** Rewrites `steps.json` by runs without faults, instead of running cells. */
  readonly record: boolean;
  /** Rewrites the page from the results of `json`, instead of running cells. */
  readonly docs: boolean;
  /** Keeps the cells of `json` that converged, and runs the others. */
  readonly goOn: boolean;
  readonly list: boolean;
  readonly lanes: number;
}

/** How it is called. */
export const USAGE = `npm run test:faults -- [--operation NAME,…] [--step NAME,…] [--fault NAME,…] [--converged-in FILE] [--part I/N | --sample N/TURN] [--json FILE [--go-on]] [--lanes N] [--real]
npm run test:faults -- --list | --record | --docs --json FILE`;

/** Reads the command line. @throws TypeError with the word that is wrong */
export function parseWishes(args: readonly string[]): Wishes {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      operation: text,
      step: text,
      fault: text,
      part: text,
      sample: text,
      "converged-in": text,
      json: text,
      lanes: text,
      real: flag,
      record: flag,
      docs: flag,
      list: flag,
      "go-on": flag,
    },
  });
  const { operation, step, fault, "converged-in": earlier } = values;
  return {
    choice: {
      tier: values.real ? "kubernetes" : "standin",
      operation,
      step,
      fault,
      among: earlier === undefined ? undefined : convergedIn(earlier),
      part: values.part === undefined ? undefined : partOf(values.part),
      sample: values.sample === undefined ? undefined : sampleOf(values.sample),
    },
    json: values.json,
    record: values.record,
    docs: values.docs,
    list: values.list,
    goOn: values["go-on"],
    lanes: Number(values.lanes ?? "2"),
  };
}

function partOf(text: string) {
  const [, i, n] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const part = { i: Number(i), n: Number(n) };
  if (part.i >= 1 && part.i <= part.n) return part;
  throw new TypeError(`--part is '${text}'; say which of how many, such as 3/10`);
}

function sampleOf(text: string) {
  const [, count, turn] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (Number(count) >= 1) return { count: Number(count), turn: Number(turn) };
  throw new TypeError(`--sample is '${text}'; say how many cells and whose turn, such as 4/17`);
}
