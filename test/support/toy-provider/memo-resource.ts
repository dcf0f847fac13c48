import * as z from "zod/mini";
import { computed, defineResource, defineSchema, required } from "../../../provider/sdk";
import type { Toy } from "./note-resource";

const schema = defineSchema({
  description: "A memo: the smallest resource there is. It can become a `toy_note`.",
  attributes: {
    id: computed(z.string(), { description: "The memo's own name.", keep: true }),
    text: required(z.string(), { description: "What it says." }),
  },
});

/** The resource `toy_memo`. */
export const memo = defineResource<typeof schema, Toy>({
  schema,
  create: ({ planned, configured }) =>
    Promise.resolve({ state: { ...planned, id: configured?.newId() ?? "memo" } }),
  update: ({ planned, prior }) => Promise.resolve({ state: { ...planned, id: prior.id } }),
  read: ({ state }) => Promise.resolve({ state }),
  delete: () => Promise.resolve({}),
});
