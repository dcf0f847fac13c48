export { isUnitError, UnitError, type UnitFailureKind } from "./errors";
export { runUnit, type UnitRequest, type UnitResult } from "./run-unit";
export { stopUnit } from "./stop-unit";
export { readUnitStates, type UnitState } from "./unit-states";
