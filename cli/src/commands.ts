import type { CommandEntry } from "./command";
import type * as report from "./report/command";

/* eslint-disable @typescript-eslint/no-require-imports -- a command's code loads when it is called */

/** Every sub command of `cdktf-sealos`, by its name, in the order of the help text. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  report: {
    summary: "tell what a plan will do, host by host, for a review",
    load: () => (require("./report/command") as typeof report).reportCommand,
  },
};
