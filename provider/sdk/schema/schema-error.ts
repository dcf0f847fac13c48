/** A mistake of a schema's author; found when the schema is compiled, never at a practitioner's. */
export class SchemaError extends Error {
  constructor(
    /** The type and attribute: `toy_note.registry.port`. */
    readonly place: string,
    readonly problem: string,
  ) {
    super(`${place} ${problem}`);
    this.name = "SchemaError";
  }
}
