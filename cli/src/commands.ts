import type { CommandEntry } from "./command";
import type * as doctor from "./doctor/command";
import type * as exporting from "./export/command";
import type * as importing from "./import/command";
import type * as mirror from "./mirror/command";
import type * as report from "./report/command";
import type * as timeline from "./timeline/command";
import type * as watch from "./watch/command";

/* eslint-disable @typescript-eslint/no-require-imports -- a command's code loads when it is called */

/** Every sub command of `cdktf-sealos`, by its name, in the order of the help text. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  report: {
    summary: "tell what a plan will do, host by host, for a review",
    load: () => (require("./report/command") as typeof report).reportCommand,
  },
  watch: {
    summary: "show an apply while it runs, or after it",
    load: () => (require("./watch/command") as typeof watch).watch,
  },
  timeline: {
    summary: "draw an apply as a chart of hosts and steps",
    load: () => (require("./timeline/command") as typeof timeline).timeline,
  },
  import: {
    summary: "write a stack that adopts a living cluster, or that of a Clusterfile",
    load: () => (require("./import/command") as typeof importing).importCommand,
  },
  mirror: {
    summary: "install the provider of this package where Terraform finds it without a registry",
    load: () => (require("./mirror/command") as typeof mirror).mirrorCommand,
  },
  doctor: {
    summary: "check the machine that runs Terraform, with a cure for each problem",
    load: () => (require("./doctor/command") as typeof doctor).doctorCommand,
  },
  export: {
    summary: "write the Clusterfile of a cluster in a state or plan",
    load: () => (require("./export/command") as typeof exporting).exportCommand,
  },
};
