import type { SchemaDescription } from "../../../../provider/sdk/schema/schema-description";

/** One of everything, with attributes that make the server behave or misbehave. */
export const plainSchema: SchemaDescription = {
  provider: {
    version: 0,
    block: {
      description: "Tests the wire.",
      blockTypes: [],
      attributes: [
        { name: "label", type: "string", optional: true, description: "Told in every `label`." },
      ],
    },
  },
  resources: {
    plain_thing: {
      version: 1,
      block: {
        description: "A thing.",
        blockTypes: [],
        attributes: [
          { name: "name", type: "string", required: true, description: "Its name." },
          { name: "mode", type: "string", optional: true, description: "How apply behaves." },
          { name: "payload", type: "string", optional: true, description: "Anything." },
          { name: "number", type: "number", optional: true, description: "Any number." },
          { name: "tags", type: ["map", "string"], optional: true, description: "Any tags." },
          { name: "any", type: "dynamic", optional: true, description: "Anything at all." },
          { name: "label", type: "string", computed: true, description: "From the provider." },
          { name: "ready", type: "bool", computed: true, description: "False when stopped." },
        ],
      },
    },
  },
  dataSources: {},
  ephemeralResources: {},
  functions: {
    add: {
      summary: "Adds",
      description: "Adds numbers.",
      parameters: [{ name: "first", type: "number", description: "The first." }],
      variadicParameter: { name: "others", type: "number", description: "The others." },
      returnType: "number",
    },
  },
  identities: {},
};
