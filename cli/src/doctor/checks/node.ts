import { ok, problem, type Check } from "../check";
import { isAtLeast } from "../is-at-least";

const OLDEST = "20.12";

/** The provider and the constructs run on it. */
export const node: Check = {
  name: "Node",
  look: ({ nodeVersion }) =>
    isAtLeast(nodeVersion, OLDEST)
      ? ok(nodeVersion)
      : problem(`${nodeVersion} is older than ${OLDEST}`, `Install Node ${OLDEST} or newer.`),
};
