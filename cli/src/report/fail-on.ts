import { UsageError } from "../command";
import { rules } from "./findings";
import { LEVELS, type Report } from "./report-schema";

/** A limit with a value of its own: it finds nothing unless a pipeline asks for it. */
interface Limit {
  readonly id: string;
  readonly summary: string;
  /** What follows the equals sign, for messages. */
  readonly value: string;
  readonly read: (text: string) => number | undefined;
  /** Why the report goes beyond the limit; undefined where it does not. */
  readonly exceeds: (report: Report, limit: number) => string | undefined;
}

/** One demand of `--fail-on`. */
export type Demand = (report: Report) => readonly string[];

/**
 * Reads `--fail-on`: rule ids and limits, separated by commas, `any` for all rules.
 *
 * @throws UsageError that names the word that is none of them.
 */
export function parseFailOn(values: readonly string[]): readonly Demand[] {
  return values
    .flatMap((value) => value.split(","))
    .map((word) => word.trim())
    .filter((word) => word !== "")
    .map(demandOf);
}

/** Why a report fails the demands, one sentence each; empty where it passes. */
export function failures(report: Report, demands: readonly Demand[]): readonly string[] {
  return [...new Set(demands.flatMap((demand) => demand(report)))];
}

/** The limits that `--fail-on` takes besides rules. */
export const limits: readonly Limit[] = [
  {
    id: "disrupts-more-than",
    summary: "More than N hosts of one cluster are disturbed at once.",
    value: "N",
    read: wholeNumber,
    exceeds: ({ stacks }: Report, limit: number): string | undefined => {
      const found = stacks
        .flatMap(({ clusters }) => clusters)
        .find(({ disturbed }) => disturbed.at_once > limit);
      return (
        found &&
        `${found.disturbed.at_once} hosts of ${found.name} are disturbed at once, more than ${limit}`
      );
    },
  },
  {
    id: "sends-more-than",
    summary: "More than N megabytes travel to the hosts, at most.",
    value: "MEGABYTES",
    read: wholeNumber,
    exceeds: ({ totals: { bytes } }, limit) =>
      bytes > limit * 1e6
        ? `up to ${Math.ceil(bytes / 1e6)} MB travel to the hosts, more than ${limit}`
        : undefined,
  },
  {
    id: "touches-more-than",
    summary: "More than N hosts are touched.",
    value: "N",
    read: wholeNumber,
    exceeds: ({ totals: { hosts_touched: touched } }, limit) =>
      touched > limit ? `${touched} hosts are touched, more than ${limit}` : undefined,
  },
  {
    id: "risk",
    summary: "Some finding is of this level or harsher.",
    value: "LEVEL",
    read: (text: string): number | undefined => {
      const index = LEVELS.findIndex((level) => level === text);
      return index > 0 ? index : undefined;
    },
    exceeds: ({ risk }, limit) =>
      LEVELS.indexOf(risk) >= limit ? `the risk is ${risk}` : undefined,
  },
];

function wholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

function demandOf(word: string): Demand {
  const [id = "", text] = word.split("=", 2);
  const limit = limits.find((one) => one.id === id);
  if (limit !== undefined) return limitDemand(limit, text);
  if (text !== undefined || (id !== "any" && !rules.some((rule) => rule.id === id))) {
    const known = [
      ...rules.map((rule) => rule.id),
      ...limits.map((one) => `${one.id}=${one.value}`),
    ];
    throw new UsageError(`--fail-on: there is no rule "${word}". Rules: any, ${known.join(", ")}.`);
  }
  return ({ findings }) =>
    findings
      .filter(({ rule }) => id === "any" || rule === id)
      .map(({ rule, message }) => `${rule}: ${message}`);
}

function limitDemand({ id, value, read, exceeds }: Limit, text = ""): Demand {
  const limit = read(text);
  if (limit === undefined) {
    const what = value === "LEVEL" ? LEVELS.slice(1).join(", ") : "a whole number";
    throw new UsageError(
      `--fail-on: "${id}=${text}" must be ${id}=${value}, ${value} being ${what}.`,
    );
  }
  return (report) => {
    const reason = exceeds(report, limit);
    return reason === undefined ? [] : [`${id}=${text}: ${reason}`];
  };
}
