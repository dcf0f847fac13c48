import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fenced } from "./page";

/** Code for the page of `name`; empty where there is none. */
export interface Examples {
  /** The page's example in both languages. */
  usage(kind: ExampleKind, name: string): string;
  /** How to import the resource. */
  importing(name: string): string;
}

/** Folder of examples; the file is called after what it is an example of. */
export type ExampleKind = keyof typeof FILES;

const FILES = {
  provider: "provider",
  resources: "resource",
  "data-sources": "data-source",
  "ephemeral-resources": "ephemeral-resource",
  functions: "function",
} as const;

/** The examples below a folder, in the layout that the registry's own generator knows: `resources/NAME/resource.tf`. */
export function readExamples(folder: string): Examples {
  const read = (...path: readonly string[]): string | undefined =>
    existsSync(join(folder, ...path)) ? readFileSync(join(folder, ...path), "utf8") : undefined;
  const block = (language: string, code: string | undefined): readonly string[] =>
    code === undefined ? [] : [fenced(language, code)];
  return {
    usage(kind, name) {
      const path = kind === "provider" ? [kind] : [kind, name];
      const typescript = read(...path, `${FILES[kind]}.ts`)?.replace(OUR_SOURCES, '"cdktf-sealos"');
      return [
        ...block("terraform", read(...path, `${FILES[kind]}.tf`)),
        ...block("typescript", typescript),
      ].join("\n\n");
    },
    importing: (name) =>
      [
        ...block("terraform", read("resources", name, "import.tf")),
        ...block("shell", read("resources", name, "import.sh")),
      ].join("\n\n"),
  };
}

const OUR_SOURCES = /"(?:\.\.\/)+constructs\/src"/g;
