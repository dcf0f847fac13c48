import type { ClusterSpec } from "../../../domain/cluster-spec";
import type { Phase } from "../../phase";
import { liveSettings } from "../../live-settings";
import { knownSettings } from "../../settings/wanted-settings";
import type { ClusterContext } from "../cluster/context";

/** Notes what the cluster keeps of its configuration after all changes, so that a later look can tell what others changed. */
export const noteSettings: Phase<ClusterSpec, ClusterContext> = {
  step: "note-settings",
  title: "Note the cluster's configuration",

  plan(spec) {
    const settings = knownSettings(spec);
    const input = settings && { ...settings, version: spec.rootfs?.version ?? null };
    return { lines: [], input };
  },

  run: async ({ host }) => ({ ...(await liveSettings(host)) }),
};
