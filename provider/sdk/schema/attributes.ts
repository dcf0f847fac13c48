import type {
  AnyAttributeOptions,
  Attribute,
  AttributeOptions,
  Attributes,
  KeepOption,
  Leaf,
  NestedShape,
  ReplaceOption,
  SetShape,
  Shape,
} from "./attribute";
import type { DefaultOf } from "./values-of";

/** An attribute that the practitioner must set. */
export function required<H extends Shape>(
  shape: H,
  options: AttributeOptions & ReplaceOption,
): Attribute<H, "required"> {
  return { shape, mode: "required", options };
}

/** An attribute that the practitioner may set and that otherwise has the default, or is null without one. */
export function optional<H extends Shape>(
  shape: H,
  options: AttributeOptions & ReplaceOption & { readonly default: DefaultOf<H> },
): Attribute<H, "defaulted">;
export function optional<H extends Shape>(
  shape: H,
  options: AttributeOptions & ReplaceOption,
): Attribute<H, "optional">;
export function optional(
  shape: Shape,
  options: AnyAttributeOptions,
): Attribute<Shape, "optional" | "defaulted"> {
  return { shape, mode: options.default === undefined ? "optional" : "defaulted", options };
}

/** An attribute that only the provider sets. */
export function computed<H extends Shape>(
  shape: H,
  options: AttributeOptions & KeepOption & ReplaceOption,
): Attribute<H, "computed"> {
  return { shape, mode: "computed", options };
}

/** An attribute that the practitioner may set and that the provider computes otherwise. */
export function optionalComputed<H extends Shape>(
  shape: H,
  options: AttributeOptions & KeepOption & ReplaceOption,
): Attribute<H, "optionalComputed"> {
  return { shape, mode: "optionalComputed", options };
}

/**
 * An optional attribute that is handed over in the configuration only and is null in plan and state. Pair it with a
 * number `<name>_version`, because a change of the value alone is no change for Terraform.
 */
export function writeOnly<H extends Leaf>(
  shape: H,
  options: AttributeOptions,
): Attribute<H, "writeOnly"> {
  return { shape, mode: "writeOnly", options };
}

/** A Terraform set of a zod type; where order has a meaning, use `z.array`. */
export function setOf<Element extends Leaf>(element: Element): SetShape<Element> {
  return { kind: "set", element };
}

/** One nested object: `registry = { port = 5000 }`. */
export function nested<Members extends Attributes>(
  attributes: Members,
): NestedShape<"single", Members> {
  return { kind: "nested", nesting: "single", attributes };
}

/** A list of nested objects. */
export function nestedList<Members extends Attributes>(
  attributes: Members,
): NestedShape<"list", Members> {
  return { kind: "nested", nesting: "list", attributes };
}

/**
 * A set of nested objects. Terraform tells elements apart by their whole value: prefer a map where there is a natural
 * key, and do without computed members, whose prior values core can only guess.
 */
export function nestedSet<Members extends Attributes>(
  attributes: Members,
): NestedShape<"set", Members> {
  return { kind: "nested", nesting: "set", attributes };
}

/** A map of nested objects by key. */
export function nestedMap<Members extends Attributes>(
  attributes: Members,
): NestedShape<"map", Members> {
  return { kind: "nested", nesting: "map", attributes };
}

/** A nested block without label that occurs at most once. For HCL idioms such as `timeouts`; else {@link nested}. */
export function block<Members extends Attributes>(
  attributes: Members,
  options: AttributeOptions,
): Attribute<NestedShape<"single", Members>, "block"> {
  return { shape: nested(attributes), mode: "block", options };
}
