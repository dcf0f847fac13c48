import * as z from "zod/mini";

const origin = {
  time: z.iso.datetime(),
  run: z.string(),
  resource: z.string(),
  host: z.string(),
  object: z.optional(z.string()),
  step: z.string(),
};

const seconds = z.number();

/** What happened to an object: the same in every version so far. */
const happenings = [
  z.object({ ...origin, type: z.literal("step-started") }),
  z.object({ ...origin, type: z.literal("step-skipped") }),
  z.object({ ...origin, type: z.literal("step-finished"), seconds }),
  z.object({ ...origin, type: z.literal("step-failed"), seconds, message: z.string() }),
  z.object({ ...origin, type: z.literal("task-started") }),
  z.object({ ...origin, type: z.literal("task-finished"), seconds }),
  z.object({ ...origin, type: z.literal("task-failed"), seconds, message: z.string() }),
  z.object({
    ...origin,
    type: z.literal("output"),
    stream: z.enum(["stdout", "stderr"]),
    line: z.string(),
  }),
  z.object({
    ...origin,
    type: z.literal("transfer"),
    bytes: z.number(),
    total: z.number(),
    held: z.optional(z.number()),
    pulled: z.optional(z.number()),
  }),
  z.object({ ...origin, type: z.literal("note"), message: z.string() }),
] as const;

const run = { time: z.iso.datetime(), run: z.string() };

const runEvents = [
  z.object({
    ...run,
    type: z.literal("run-started"),
    machine: z.string(),
    pid: z.number(),
    version: z.string(),
  }),
  z.object({ ...run, type: z.literal("run-finished") }),
] as const;

/** What a line of each version holds, besides its version. */
const versions = {
  1: z.discriminatedUnion("type", happenings),
  2: z.discriminatedUnion("type", [...happenings, ...runEvents]),
} as const;

/** One event of a log, whatever version wrote it. */
export type LogEvent = z.infer<(typeof versions)[2]>;

/** An event of an object, as opposed to one of a whole run. */
export type ObjectEvent = Extract<LogEvent, { readonly step: string }>;

/** Reads an event of any known version; undefined when it is none. */
export function parseEvent(value: unknown): LogEvent | undefined {
  const schema = versions[versionOf(value) as keyof typeof versions] as
    (typeof versions)[keyof typeof versions] | undefined;
  return schema?.safeParse(value).data;
}

/** The newest version that {@link parseEvent} knows. */
export const NEWEST_VERSION = 2;

function versionOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "v" in value ? value.v : undefined;
}
