import type * as z from "zod/mini";
import type { Unknown } from "../values/unknown";
import type {
  Attribute,
  AttributeMode,
  Attributes,
  Leaf,
  NestedShape,
  SetShape,
  Shape,
} from "./attribute";
import type { Schema } from "./define-schema";

/** The values of a schema that is not known to the compiler. */
export type ErasedValues = Readonly<Record<string, unknown>>;

/** What the state holds: required attributes have a value, all others may be null, nothing is unknown. */
export type State<S extends Schema> = ValuesOf<S, "state">;

/** What the practitioner wrote; unknown wherever it depends on something not yet created. */
export type Config<S extends Schema> = ValuesOf<S, "config">;

/** What the practitioner wrote, at a time when all of it is known: in create, update, and reads of data sources. */
export type KnownConfig<S extends Schema> = ValuesOf<S, "knownConfig">;

/** The planned state. Defaults are filled in, write-only attributes are null, anything may be unknown. */
export type Planned<S extends Schema> = ValuesOf<S, "planned">;

/** The planned state during apply: only computed attributes may still be unknown. */
export type FinalPlan<S extends Schema> = ValuesOf<S, "finalPlan">;

/** What a default of a shape may be. */
export type DefaultOf<H extends Shape> = ShapeValue<H, "state">;

type View = "state" | "config" | "knownConfig" | "planned" | "finalPlan";

type ValuesOf<S extends Schema, V extends View> =
  S extends Schema<infer Members>
    ? string extends keyof Members
      ? ErasedValues
      : Viewed<Members, V>
    : never;

type Viewed<Members extends Attributes, V extends View> = {
  readonly [Name in keyof Members]: Members[Name] extends Attribute<infer H, infer Mode>
    ? ViewedAttribute<H, Mode, V>
    : never;
};

type ViewedAttribute<H extends Shape, Mode extends AttributeMode, V extends View> = {
  state: Mode extends "writeOnly" ? null : ShapeValue<H, V> | NullUnless<Mode, "required">;
  config: Mode extends "computed"
    ? null
    : MayBeUnknown<ShapeValue<H, V>> | NullUnless<Mode, "required">;
  knownConfig: Mode extends "computed" ? null : ShapeValue<H, V> | NullUnless<Mode, "required">;
  planned: Mode extends "writeOnly"
    ? null
    : MayBeUnknown<ShapeValue<H, V>> | NullUnless<Mode, "required" | "defaulted">;
  finalPlan: Mode extends "writeOnly"
    ? null
    : Mode extends "computed" | "optionalComputed"
      ? MayBeUnknown<ShapeValue<H, V>> | null
      : ShapeValue<H, V> | NullUnless<Mode, "required" | "defaulted">;
}[V];

type NullUnless<Mode extends AttributeMode, Filled extends AttributeMode> = Mode extends Filled
  ? never
  : null;

/** The value of a shape where it is present and, as a whole, known. */
type ShapeValue<H extends Shape, V extends View> =
  H extends NestedShape<infer Nesting, infer Members>
    ? {
        single: Viewed<Members, V>;
        list: readonly Viewed<Members, V>[];
        set: readonly Viewed<Members, V>[];
        map: Readonly<Record<string, Viewed<Members, V>>>;
      }[Nesting]
    : H extends SetShape<infer Element>
      ? readonly DeepReadonly<z.output<Element>>[]
      : H extends Leaf
        ? DeepReadonly<z.output<H>>
        : never;

/** A type whose arrays and objects are read-only all the way down. */
export type DeepReadonly<T> = T extends object
  ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
  : T;

/** A type whose parts, and which as a whole, may be unknown. */
export type MayBeUnknown<T> = T extends Unknown
  ? T
  : T extends object
    ? Unknown | { readonly [Key in keyof T]: MayBeUnknown<T[Key]> }
    : T | Unknown;
