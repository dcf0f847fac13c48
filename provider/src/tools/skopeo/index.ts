export { askDigest } from "./ask-digest";
export { copyImage } from "./copy-image";
export type { ImageCopy } from "./copy-image";
export { ensureSkopeo } from "./ensure-skopeo";
