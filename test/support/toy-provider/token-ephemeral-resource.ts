import * as z from "zod/mini";
import { computed, defineEphemeralResource, defineSchema, required } from "../../../provider/sdk";
import type { Toy } from "./note-resource";

const schema = defineSchema({
  description: "A token for as long as Terraform runs.",
  attributes: {
    name: required(z.string(), { description: "Whom the token is for." }),
    token: computed(z.string(), { description: "The token.", sensitive: true }),
  },
});

/** The ephemeral resource `toy_token`. */
export const token = defineEphemeralResource<typeof schema, Toy>({
  schema,
  open: ({ config }) =>
    Promise.resolve({
      result: { ...config, token: `token-of-${config.name}` },
      renewAt: new Date("2100-01-01T00:00:00Z"),
      private: { name: config.name, renewed: 0 },
    }),
  renew: ({ private: session }) =>
    Promise.resolve({
      renewAt: new Date("2100-01-02T00:00:00Z"),
      private: { ...(session as Readonly<Record<string, string | number>>), renewed: 1 },
    }),
  close: () => Promise.resolve({}),
});
