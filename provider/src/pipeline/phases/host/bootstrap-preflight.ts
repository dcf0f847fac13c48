import type { HostSpec } from "../../../domain/host-spec";
import { knownInput, type Phase } from "../../phase";
import type { HostContext } from "./context";
import { runImageScript } from "./files";

/** Bootstrap, preflight: the image's own `check` script decides whether the host can run what it brings. */
export const bootstrapPreflight: Phase<HostSpec, HostContext> = {
  step: "bootstrap-preflight",
  title: "Run the image's check",

  plan: ({ cluster }) => ({
    lines: ["run the image's check script"],
    input: knownInput({ cluster }), // once: a host that runs what the image brought passes it never again
  }),

  async run(context, spec) {
    await runImageScript(context, spec, "bootstrap-preflight", "check");
    return undefined;
  },
};
