import type { JsonValue } from "../../../domain/json";
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

  async run({ host, facts, journal }, { hostname }) {
    if (hostname === null) return undefined;
    // A later change of the name must not make the machine forget its own.
    const previous = previousName(journal.current.notes["set-hostname"]) ?? facts.hostname;
    await host.exec(["hostnamectl", "set-hostname", hostname]);
    return { previous };
  },

  drift: ({ facts }, { hostname }) =>
    Promise.resolve(
      hostname === null || facts.hostname === hostname
        ? []
        : [{ text: `the host name is ${facts.hostname}, not ${hostname}`, restoredBy: [] }],
    ),

  async undo({ host }, _spec, note) {
    const previous = previousName(note);
    if (previous !== undefined) await host.exec(["hostnamectl", "set-hostname", previous]);
  },
};

function previousName(note: JsonValue | undefined): string | undefined {
  return (note as { readonly previous?: string } | undefined)?.previous;
}
