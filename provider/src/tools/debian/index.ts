export { ensureProgram, hasProgram } from "./ensure-program";
export type { WantedProgram } from "./ensure-program";
