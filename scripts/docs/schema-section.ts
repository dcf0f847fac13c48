import type { SchemaAttribute, SchemaBlock } from "../../provider/sdk/schema/schema-description";
import { typeName } from "./type-name";

/** The `## Schema` part of a page: attributes by what one does with them, then what is nested, each under its anchor. */
export function schemaSection({ attributes }: SchemaBlock): string {
  return ["## Schema", ...groups(attributes, "###", []), ...nested(attributes, [])].join("\n\n");
}

type Path = readonly string[];

const GROUPS: readonly (readonly [string, (attribute: SchemaAttribute) => boolean])[] = [
  ["Required", ({ required }) => required === true],
  ["Optional", ({ optional, writeOnly }) => optional === true && writeOnly !== true],
  ["Write-only", ({ optional, writeOnly }) => optional === true && writeOnly === true],
  ["Read-Only", ({ required, optional }) => required !== true && optional !== true],
];

function groups(attributes: readonly SchemaAttribute[], level: string, path: Path): string[] {
  return GROUPS.flatMap(([title, belongs]) => {
    const lines = attributes
      .filter(belongs)
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .map((attribute) => line(attribute, path));
    if (lines.length === 0) return [];
    return [`${level} ${title}`.trim(), lines.join("\n")];
  });
}

function line(attribute: SchemaAttribute, path: Path): string {
  const { name, description, sensitive, writeOnly, deprecated } = attribute;
  const marks = [
    attributeType(attribute),
    ...(sensitive === true ? ["Sensitive"] : []),
    ...(writeOnly === true ? ["Write-only: Terraform 1.11 or newer"] : []),
    ...(deprecated === undefined ? [] : ["Deprecated"]),
  ];
  const below =
    attribute.nestedType === undefined
      ? ""
      : ` (see [below for nested schema](#${anchor([...path, name])}))`;
  return `- \`${name}\` (${marks.join(", ")}) ${deprecated ?? description}${below}`;
}

function attributeType({ type, nestedType }: SchemaAttribute): string {
  if (nestedType === undefined) return typeName(type ?? "dynamic");
  const { nesting } = nestedType;
  if (nesting === "single") return "Attributes";
  return `Attributes ${nesting.charAt(0).toUpperCase()}${nesting.slice(1)}`;
}

function nested(attributes: readonly SchemaAttribute[], path: Path): readonly string[] {
  return attributes.flatMap(({ name, nestedType }) => {
    if (nestedType === undefined) return [];
    const place = [...path, name];
    return [
      `<a id="${anchor(place)}"></a>`,
      `### Nested Schema for \`${place.join(".")}\``,
      ...groups(nestedType.attributes, "", place).map(withColon),
      ...nested(nestedType.attributes, place),
    ];
  });
}

// Headings would fill the registry's table of contents with words that repeat.
function withColon(part: string): string {
  return part.startsWith("- ") ? part : `${part}:`;
}

function anchor(path: Path): string {
  return `nestedatt--${path.join("--")}`;
}
