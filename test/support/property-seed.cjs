// Properties see the same generated values in every run, so that a red run is about a change. Another search:
// PROPERTY_SEED=$RANDOM npm test
const fc = require("fast-check");

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env.PROPERTY_SEED ?? 1) });
