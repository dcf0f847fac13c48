export { sweepSeeds } from "./end-seeds";
export { pullFiles } from "./pull-files";
export { SEED_PROGRAM, startSeed } from "./start-seed";
export type { Seed, SeedPlace } from "./start-seed";
