import { ok, problem, warning, type Check } from "../check";

/** A cluster image with everything unpacked takes 2 to 4 GB; a rootfs and its patches are there at once. */
const ENOUGH = 10e9;

/** Where buildah keeps images. */
export const imageStorage: Check = {
  name: "Image storage",
  async look({ run, freeBytes }) {
    const { exitCode, stdout, stderr } = await run(["buildah", "info"]);
    if (exitCode === 127) return warning("not looked at: there is no buildah", "See above.");
    if (exitCode !== 0) {
      return problem(
        `buildah info fails: ${lastLine(stderr)}`,
        "Cure what it says; it must run as this user.",
      );
    }
    const { GraphDriverName: driver, GraphRoot: root } = (JSON.parse(stdout) as Info).store;
    const free = freeBytes(root);
    const found = `${driver} in ${root}, ${Math.round(free / 1e9)} GB free`;
    if (free < ENOUGH) {
      return warning(
        found,
        "Cluster images need 10 GB: make room, or set `builder.storage_root` of the provider.",
      );
    }
    if (driver !== "overlay") {
      return warning(
        found,
        "Each mount copies the image; an overlay driver (storage.conf) does not.",
      );
    }
    return ok(found);
  },
};

interface Info {
  readonly store: { readonly GraphDriverName: string; readonly GraphRoot: string };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
