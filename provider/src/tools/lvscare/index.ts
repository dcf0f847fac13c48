export { DEFAULT_LVSCARE_IMAGE, LVSCARE_MANIFEST_PATH, lvscareManifest } from "./static-pod";
export type { LvscareOptions } from "./static-pod";
