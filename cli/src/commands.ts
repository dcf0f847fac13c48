import type { CommandEntry } from "./command";

/** Every sub command of `cdktf-sealos`, by its name, in the order of the help text. */
export const commands: Readonly<Record<string, CommandEntry>> = {};
