export {
  DEFAULT_LVSCARE_IMAGE,
  DEFAULT_VIP,
  LVSCARE_MANIFEST_PATH,
  LVSCARE_NODE_NAME,
  lvscareManifest,
} from "./static-pod";
export type { LvscareOptions } from "./static-pod";
