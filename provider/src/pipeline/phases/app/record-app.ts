import type { AppSpec } from "../../../domain/app-spec";
import { applicationDirectory, manifestPath } from "../../../domain/paths";
import { removePaths } from "../../../tools/files";
import { recordTree } from "../../../tools/image-tree";
import { compareTree } from "../../compare-tree";
import type { Phase } from "../../phase";
import type { AppContext } from "./context";
import { guestInput } from "./files";

/** Notes what the application's files are once its command ran over them, so that a later look can tell what was changed. */
export const recordApp: Phase<AppSpec, AppContext> = {
  step: "record-app",
  title: "Remember the application's files",

  plan: (spec) => ({ lines: [], input: guestInput(spec) }),

  async run({ host, cluster }, { name }) {
    const [root, manifest] = placesOf(cluster, name);
    return { manifest: await recordTree(host, { root, manifest }) };
  },

  drift(look, { name }, note) {
    const [root, manifest] = placesOf(look.cluster, name);
    const recorded = (note as { readonly manifest?: string } | undefined)?.manifest;
    return compareTree(look.host, look, { root, manifest, recorded }, ["mount-app"]);
  },

  async undo({ host, cluster }, { name }) {
    await removePaths(host, [placesOf(cluster, name)[1]]);
  },
};

function placesOf(cluster: string, name: string): readonly [root: string, manifest: string] {
  return [applicationDirectory(cluster, name), manifestPath(cluster, `app-${name}`)];
}
