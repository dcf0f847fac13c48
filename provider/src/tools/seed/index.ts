export { pullFiles } from "./pull-files";
export { startSeed } from "./start-seed";
export type { Seed, SeedPlace } from "./start-seed";
