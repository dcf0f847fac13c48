import type { UpgradeSpec } from "../../domain/upgrade-spec";
import type { Phase } from "../phase";
import type { UpgradeContext } from "../phases/upgrade/context";
import { upgradeNode } from "../phases/upgrade/upgrade-node";

/** A node is brought to the version that its host has staged. */
export const upgradeNodePhases: readonly Phase<UpgradeSpec, UpgradeContext>[] = [upgradeNode];
