import type { SchemaDescription } from "../../sdk";
import description from "../generated/schema.json";

/** The provider's schema as it was compiled at build time; a test holds it equal to what the resources say. */
export const schemaDescription = description as unknown as SchemaDescription;
