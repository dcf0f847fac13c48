import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import {
  defineProvider,
  defineSchema,
  error,
  isUnknown,
  optional,
  type Provider,
} from "../../../provider/sdk";
import { memo } from "./memo-resource";
import { noteDataSource } from "./note-data-source";
import { note, type Toy } from "./note-resource";
import { directoryStore, memoryStore } from "./note-store";
import { shout } from "./shout-function";
import { token } from "./token-ephemeral-resource";

const schema = defineSchema({
  description: "The toy provider.",
  attributes: {
    directory: optional(z.string(), {
      description: "Where notes are kept; without it, in memory.",
    }),
    password: optional(z.string(), { description: "Is never shown.", sensitive: true }),
    refuse: optional(z.boolean(), { description: "Whether configuring fails." }),
  },
});

/** A provider with one resource of every kind; `newId` names new notes (a random UUID by default). */
export function createToyProvider(newId: () => string = randomUUID): Provider<typeof schema, Toy> {
  const inMemory = memoryStore();
  return defineProvider<typeof schema, Toy>({
    schema,
    configure: ({ config: { directory, password, refuse } }) => {
      if (isUnknown(directory)) return Promise.resolve({});
      if (refuse === true) {
        const shown = isUnknown(password) ? "?" : (password ?? "none");
        return Promise.resolve({ diagnostics: [error("Refused", `The password is ${shown}.`)] });
      }
      const store = directory === null ? inMemory : directoryStore(directory);
      return Promise.resolve({ configured: { store, newId } });
    },
    resources: { toy_note: () => note, toy_memo: () => memo },
    dataSources: { toy_note: () => noteDataSource },
    ephemeralResources: { toy_token: () => token },
    functions: { shout: () => shout },
  });
}
