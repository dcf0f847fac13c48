import type { SchemaDescription } from "../schema/schema-description";
import { applyResourceChange } from "./apply-resource-change";
import { callFunction } from "./call-function";
import { configureProvider } from "./configure-provider";
import { describeProvider } from "./describe-provider";
import {
  closeEphemeralResource,
  openEphemeralResource,
  renewEphemeralResource,
} from "./ephemeral-resource";
import { importResourceState } from "./import-resource-state";
import { moveResourceState } from "./move-resource-state";
import { planResourceChange } from "./plan-resource-change";
import type { ProviderServer } from "./provider-server";
import { readDataSource } from "./read-data-source";
import { readResource } from "./read-resource";
import { Session, type AnyProvider } from "./session";
import { upgradeResourceIdentity, upgradeResourceState } from "./upgrade-resource-state";
import {
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
} from "./validate-config";

/**
 * A server for one session: every RPC of Terraform core, answered by the handlers of a provider. Pass the compiled
 * schema if there is one; otherwise asking for the schema compiles it, which loads every resource.
 */
export function createProviderServer(
  provider: AnyProvider,
  compiled?: SchemaDescription,
): ProviderServer {
  const session = new Session(provider);
  return {
    getProviderSchema: () => compiled ?? describeProvider(provider),
    validateProviderConfig: (request) => validateProviderConfig(session, request),
    configureProvider: (request) => configureProvider(session, request),
    validateResourceConfig: (request) => validateResourceConfig(session, request),
    upgradeResourceState: (request) => upgradeResourceState(session, request),
    upgradeResourceIdentity: (request) => upgradeResourceIdentity(session, request),
    readResource: (request) => readResource(session, request),
    planResourceChange: (request) => planResourceChange(session, request),
    applyResourceChange: (request) => applyResourceChange(session, request),
    importResourceState: (request) => importResourceState(session, request),
    moveResourceState: (request) => moveResourceState(session, request),
    validateDataResourceConfig: (request) => validateDataResourceConfig(session, request),
    readDataSource: (request) => readDataSource(session, request),
    validateEphemeralResourceConfig: (request) => validateEphemeralResourceConfig(session, request),
    openEphemeralResource: (request) => openEphemeralResource(session, request),
    renewEphemeralResource: (request) => renewEphemeralResource(session, request),
    closeEphemeralResource: (request) => closeEphemeralResource(session, request),
    callFunction: (request) => callFunction(session, request),
    stop: () => session.stop(),
  };
}
