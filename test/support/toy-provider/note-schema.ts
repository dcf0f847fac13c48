import * as z from "zod/mini";
import {
  block,
  computed,
  defineSchema,
  exactNumber,
  nested,
  nestedList,
  nestedMap,
  nestedSet,
  optional,
  optionalComputed,
  required,
  setOf,
  writeOnly,
} from "../../../provider/sdk";
import { failAttribute } from "./failures";

const title = z.string().check(z.minLength(1), z.maxLength(80));
const url = z.string().check(z.regex(/^https?:/));

/** A note has an attribute of every kind that the SDK knows. */
export const noteSchema = defineSchema({
  version: 1,
  description: "A note in the toy world.",
  attributes: {
    id: computed(z.string(), { description: "The note's own name.", keep: true }),
    title: required(title, { description: "What the note is about." }),
    kind: optional(z.enum(["plain", "rich"]), {
      description: "How the note is written.",
      default: "plain",
      requiresReplace: true,
    }),
    priority: optional(z.int().check(z.gte(0), z.lte(9)), { description: "0 is the lowest." }),
    weight: optional(exactNumber(), { description: "In grams." }),
    pinned: optional(z.boolean(), { description: "Whether it stays on top.", default: false }),
    slug: optionalComputed(z.string(), { description: "For URLs; made of the title." }),
    tags: optional(setOf(z.string().check(z.minLength(1))), {
      description: "Words to find it by.",
    }),
    lines: optional(z.array(z.string()), { description: "The text." }),
    labels: optional(z.record(z.string(), z.string()), { description: "More to find it by." }),
    corner: optional(z.tuple([z.number(), z.string()]), { description: "Page and side." }),
    origin: optional(z.object({ city: z.string(), year: z.nullable(z.int()) }), {
      description: "Where it was written.",
    }),
    extra: optional(z.unknown(), { description: "Anything at all." }),
    author: optional(
      nested({
        name: required(z.string(), { description: "The full name.", requiresReplace: true }),
        email: optional(z.string(), { description: "Where to write to.", sensitive: true }),
        initials: computed(z.string(), { description: "Made of the name.", keep: true }),
      }),
      { description: "Who wrote it." },
    ),
    sections: optional(
      nestedList({
        heading: required(z.string(), { description: "What it is about." }),
        level: optional(z.int(), { description: "1 is the outermost.", default: 1 }),
        anchor: computed(z.string(), { description: "Made of the heading." }),
      }),
      { description: "Parts, in order." },
    ),
    links: optional(
      nestedMap({
        url: required(url, { description: "The address." }),
        checked: computed(z.boolean(), { description: "Whether it answers.", keep: true }),
      }),
      { description: "Links by name." },
    ),
    reviewers: optional(
      nestedSet({
        name: required(z.string(), { description: "The full name." }),
        votes: optional(z.int(), { description: "How much the word counts.", default: 1 }),
      }),
      { description: "Who has read it." },
    ),
    secret: writeOnly(z.string(), { description: "Handed over, never stored." }),
    secret_version: optional(z.int(), { description: "Raise it to hand over a new secret." }),
    secret_length: computed(z.int(), { description: "How long the secret is.", keep: true }),
    revision: computed(z.int(), { description: "Counts the updates." }),
    ready: computed(z.boolean(), { description: "Whether the last apply was finished." }),
    fail: failAttribute,
    timeouts: block(
      { create: optional(z.string(), { description: "How long creating may take." }) },
      { description: "Time limits." },
    ),
  },
});
