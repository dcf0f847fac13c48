import type { HostSpec } from "../../../domain/host-spec";
import { knownInput, type Phase } from "../../phase";
import type { HostContext } from "./context";

/** Gives the machine its host name; the old one comes back when the host is released. */
export const setHostname: Phase<HostSpec, HostContext> = {
  step: "set-hostname",
  title: "Set the host name",

  plan: ({ hostname }) =>
    hostname === null
      ? undefined
      : {
          lines: hostname === undefined ? undefined : [`set the host name to ${hostname}`],
          input: knownInput({ hostname }),
        },

  async run({ host, facts }, { hostname }) {
    if (hostname === null) return undefined;
    await host.exec(["hostnamectl", "set-hostname", hostname]);
    return { previous: facts.hostname };
  },

  async undo({ host }, _spec, note) {
    const previous = (note as { previous?: string } | undefined)?.previous;
    if (previous !== undefined) await host.exec(["hostnamectl", "set-hostname", previous]);
  },
};
