// Compiled by author-api.test.ts: every @ts-expect-error below must really be an error.
import * as z from "zod/mini";
import { defineProvider } from "../../provider/sdk/provider";
import { defineResource } from "../../provider/sdk/resource";
import {
  computed,
  nested,
  nestedMap,
  optional,
  optionalComputed,
  required,
  setOf,
  writeOnly,
} from "../../provider/sdk/schema/attributes";
import { defineSchema } from "../../provider/sdk/schema/define-schema";
import type {
  Config,
  FinalPlan,
  KnownConfig,
  Planned,
  State,
} from "../../provider/sdk/schema/values-of";
import type { Unknown } from "../../provider/sdk/values/unknown";

const text = { description: "A text." };
const schema = defineSchema({
  description: "Everything.",
  attributes: {
    name: required(z.string(), text),
    port: optional(z.int(), { ...text, default: 22 }),
    note: optional(z.string(), text),
    id: computed(z.string(), { ...text, keep: true }),
    host: optionalComputed(z.string(), text),
    secret: writeOnly(z.string(), text),
    tags: optional(setOf(z.string()), text),
    env: optional(z.record(z.string(), z.string()), text),
    box: required(
      nested({ size: required(z.number(), text), made: computed(z.string(), text) }),
      text,
    ),
    rooms: optional(nestedMap({ size: optional(z.number(), { ...text, default: 1 }) }), text),
  },
});

type Same<Left, Right> = [Left, Right] extends [Right, Left] ? true : false;
type Assert<T extends true> = T;

export type Checks = [
  Assert<Same<State<typeof schema>["name"], string>>,
  Assert<Same<State<typeof schema>["port"], number | null>>,
  Assert<Same<State<typeof schema>["secret"], null>>,
  Assert<Same<State<typeof schema>["tags"], readonly string[] | null>>,
  Assert<Same<State<typeof schema>["box"]["made"], string | null>>,
  Assert<Same<Config<typeof schema>["id"], null>>,
  Assert<Same<Config<typeof schema>["secret"], string | Unknown | null>>,
  Assert<Same<KnownConfig<typeof schema>["secret"], string | null>>,
  Assert<Same<Planned<typeof schema>["port"], number | Unknown>>,
  Assert<Same<FinalPlan<typeof schema>["port"], number>>,
  Assert<Same<FinalPlan<typeof schema>["host"], string | Unknown | null>>,
  Assert<Same<FinalPlan<typeof schema>["box"]["size"], number>>,
  Assert<Same<FinalPlan<typeof schema>["box"]["made"], string | Unknown | null>>,
];

// @ts-expect-error a default must be of the attribute's type
optional(z.string(), { description: "A text.", default: 1 });
// @ts-expect-error a required attribute has no default
required(z.string(), { description: "A text.", default: "x" });
// @ts-expect-error a description is not optional
required(z.string(), {});
// @ts-expect-error only what the provider computes can be kept
required(z.string(), { description: "A text.", keep: true });
// @ts-expect-error a changed write-only value cannot be seen, so it cannot replace
writeOnly(z.string(), { description: "A text.", requiresReplace: true });

declare const config: Config<typeof schema>;
// @ts-expect-error unknown must be faced before a value is used
export const name: string = config.name;

interface Services {
  readonly prefix: string;
}

const resource = defineResource<typeof schema, Services>({
  schema,
  plan: ({ planned, configured }) => ({
    planned: { ...planned, host: `${configured?.prefix ?? ""}host` },
  }),
  create: ({ planned, config }) =>
    Promise.resolve({
      state: { ...planned, id: "1", host: config.secret, box: { ...planned.box, made: "now" } },
    }),
  // @ts-expect-error the planned state may still hold unknown computed attributes
  update: ({ planned }) => Promise.resolve({ state: planned }),
  read: ({ state }) => Promise.resolve({ state }),
  delete: () => Promise.resolve({}),
});

export const provider = defineProvider<ReturnType<typeof defineSchema>, Services>({
  schema: defineSchema({ description: "None.", attributes: {} }),
  configure: () => Promise.resolve({ configured: { prefix: "a" } }),
  resources: { toy_thing: () => resource },
});
