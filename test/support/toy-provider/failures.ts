import * as z from "zod/mini";
import { nested, optional } from "../../../provider/sdk";

/**
 * Ways in which a handler of the toy provider can go wrong: report an error, throw, throw after saving a partial state,
 * return nothing, return an unknown, change a planned value, return a value of a wrong type, return a write-only value,
 * return null, or wait for the stop signal and then return an unfinished note.
 */
export const FAILURES = [
  "error",
  "throw",
  "throw_after_save",
  "nothing",
  "unknown",
  "change",
  "wrong_type",
  "write_only",
  "null",
  "wait",
] as const;

export type Failure = (typeof FAILURES)[number];

const failure = z.enum(FAILURES);

/** The attribute by which a configuration orders a failure, per handler. */
export const failAttribute = optional(
  nested({
    plan: optional(failure, { description: "How `plan` fails." }),
    create: optional(failure, { description: "How `create` fails." }),
    update: optional(failure, { description: "How `update` fails." }),
    read: optional(failure, { description: "How `read` fails." }),
    delete: optional(failure, { description: "How `delete` fails." }),
  }),
  { description: "Failures to order, for tests." },
);
