import { hostLabels, REGISTRY_ROLE, type HostSpec } from "../../../domain/host-spec";
import type { PhaseContext } from "../../context";
import { compareHost, recordHost } from "../../host-records";
import { knownInput, type Phase } from "../../phase";

/** Notes what the files on the prepared host are, so that a later look can tell what was changed by hand. */
export const recordHostFiles: Phase<HostSpec, PhaseContext> = {
  step: "record-host",
  title: "Remember the host's files",

  plan: ({ cluster, images, env, roles, registry }) => ({
    lines: [], // for a reviewer it is a part of the steps whose files it notes
    input: knownInput({
      cluster,
      images: images?.map(({ treeDigest, env: own }) => ({ treeDigest, env: own })),
      env,
      roles,
      registry: registry && { domain: registry.domain, port: registry.port },
    }),
  }),

  run: async ({ host }, { cluster }) => recordHost(host, cluster),

  drift: async (look, spec, note) =>
    compareHost(look, note, (step) => {
      if (step === "bootstrap-cri") return hostLabels(spec.images)["init-cri"] !== undefined;
      return step !== "bootstrap-registry" || spec.roles.includes(REGISTRY_ROLE);
    }),
};
