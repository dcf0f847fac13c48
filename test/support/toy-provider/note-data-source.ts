import * as z from "zod/mini";
import {
  computed,
  defineDataSource,
  defineSchema,
  error,
  required,
  requireConfigured,
} from "../../../provider/sdk";
import type { Toy } from "./note-resource";

const schema = defineSchema({
  description: "Looks a note up by its name.",
  attributes: {
    id: required(z.string(), { description: "The note's name." }),
    title: computed(z.string(), { description: "What the note is about." }),
    revision: computed(z.int(), { description: "How often it was written." }),
  },
});

/** The data source `toy_note`. */
export const noteDataSource = defineDataSource<typeof schema, Toy>({
  schema,
  read: ({ config, configured }) => {
    const stored = requireConfigured(configured).store.load(config.id);
    if (stored !== undefined) {
      const { title, revision } = stored;
      return Promise.resolve({ state: { id: config.id, title, revision } });
    }
    const missing = error("No Such Note", `There is no note "${config.id}".`, ["id"]);
    return Promise.resolve({ state: null, diagnostics: [missing] });
  },
});
