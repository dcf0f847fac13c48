import type { LocalCommands } from "../../../provider/src/compose/local-commands";

/** What checks may look at of the machine that runs Terraform. */
export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Folder of the app: where the command was called. */
  readonly folder: string;
  /** Version of Node, `20.12.0`. */
  readonly nodeVersion: string;
  readonly run: LocalCommands;
  /** Text of a file; undefined where there is none that can be read. */
  readonly readFile: (path: string) => string | undefined;
  /** Names in a folder; none where there is no such folder. */
  readonly readFolder: (path: string) => readonly string[];
  /** Bytes that are free where a path is, or will be. */
  readonly freeBytes: (path: string) => number;
}

/** What a check found, in one line each. A warning costs time or comfort; a problem ends an apply. */
export type Finding =
  | { readonly level: "ok"; readonly found: string }
  | { readonly level: "warning" | "problem"; readonly found: string; readonly cure: string };

/** One thing that a machine needs. */
export interface Check {
  /** Two or three words: what is looked at. */
  readonly name: string;
  readonly look: (machine: Machine) => Finding | Promise<Finding>;
}

/** All is well. */
export const ok = (found: string): Finding => ({ level: "ok", found });

/** Works, but could be better. */
export const warning = (found: string, cure: string): Finding => ({
  level: "warning",
  found,
  cure,
});

/** Will not work. */
export const problem = (found: string, cure: string): Finding => ({
  level: "problem",
  found,
  cure,
});
