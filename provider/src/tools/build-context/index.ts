export { readContext } from "./read-context";
export type { BuildContext } from "./read-context";
