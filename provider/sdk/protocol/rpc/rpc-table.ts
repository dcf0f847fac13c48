import { applyResourceChange } from "./apply-resource-change";
import { callFunction } from "./call-function";
import {
  closeEphemeralResource,
  openEphemeralResource,
  renewEphemeralResource,
} from "./ephemeral-resource";
import { importResourceState } from "./import-resource-state";
import { moveResourceState } from "./move-resource-state";
import { planResourceChange } from "./plan-resource-change";
import { configureProvider, validateProviderConfig } from "./provider-config";
import {
  getFunctions,
  getMetadata,
  getProviderSchema,
  getResourceIdentitySchemas,
} from "./provider-schema";
import { readDataSource } from "./read-data-source";
import { readResource } from "./read-resource";
import type { Rpc } from "./rpc";
import { upgradeResourceIdentity } from "./upgrade-resource-identity";
import { upgradeResourceState } from "./upgrade-resource-state";
import {
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateResourceConfig,
} from "./validate-config";

/** Every procedure of protocol 6.9 that works on a provider, by its name on the wire. */
export const RPC_TABLE: ReadonlyMap<string, Rpc> = new Map([
  ["GetMetadata", getMetadata],
  ["GetProviderSchema", getProviderSchema],
  ["GetFunctions", getFunctions],
  ["GetResourceIdentitySchemas", getResourceIdentitySchemas],
  ["ValidateProviderConfig", validateProviderConfig],
  ["ConfigureProvider", configureProvider],
  ["ValidateResourceConfig", validateResourceConfig],
  ["UpgradeResourceState", upgradeResourceState],
  ["UpgradeResourceIdentity", upgradeResourceIdentity],
  ["ReadResource", readResource],
  ["PlanResourceChange", planResourceChange],
  ["ApplyResourceChange", applyResourceChange],
  ["ImportResourceState", importResourceState],
  ["MoveResourceState", moveResourceState],
  ["ValidateDataResourceConfig", validateDataResourceConfig],
  ["ReadDataSource", readDataSource],
  ["ValidateEphemeralResourceConfig", validateEphemeralResourceConfig],
  ["OpenEphemeralResource", openEphemeralResource],
  ["RenewEphemeralResource", renewEphemeralResource],
  ["CloseEphemeralResource", closeEphemeralResource],
  ["CallFunction", callFunction],
]);
