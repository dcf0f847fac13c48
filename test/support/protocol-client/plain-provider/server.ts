import { error } from "../../../../provider/sdk/diagnostics";
import type {
  ApplyResourceChangeRequest,
  ApplyResourceChangeResponse,
  PlanResourceChangeRequest,
  ProviderServer,
  WholeValue,
} from "../../../../provider/sdk/server/provider-server";
import {
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../../../../provider/sdk/values/terraform-value";
import { isUnknown, UNKNOWN } from "../../../../provider/sdk/values/unknown";
import { plainSchema } from "./schema";

/** A server that answers what it must and can be told to misbehave by the attribute `mode`. */
export function createPlainServer(): ProviderServer {
  const stop = new AbortController();
  let label: TerraformValue = "unconfigured";
  const fine = { diagnostics: [] };
  return {
    getProviderSchema: () => plainSchema,
    validateProviderConfig: () => Promise.resolve(fine),
    configureProvider({ config }) {
      label = config?.["label"] ?? "unlabelled";
      return Promise.resolve(fine);
    },
    validateResourceConfig: () => Promise.resolve(fine),
    planResourceChange: (request) =>
      Promise.resolve({
        plannedState: plan(request),
        requiresReplace: [],
        plannedPrivate: request.priorPrivate,
        plannedIdentity: null,
        diagnostics: [],
      }),
    applyResourceChange: (request) => apply(request, label, stop.signal),
    readResource: (request) =>
      Promise.resolve({
        newState: request.currentState,
        private: request.private,
        newIdentity: null,
        diagnostics: [],
      }),
    upgradeResourceState: ({ rawState }) =>
      Promise.resolve({
        upgradedState: { value: asObject(JSON.parse(rawState) as Record<string, string>) },
        diagnostics: [],
      }),
    importResourceState: ({ typeName, id }) =>
      Promise.resolve({
        importedResources: [
          { typeName, state: thing({ name: id }), private: '{"imported":true}', identity: null },
        ],
        diagnostics: [],
      }),
    callFunction(request) {
      const numbers = request.arguments.map((each) => each as number | bigint);
      const sum = numbers.reduce<bigint>((total, each) => total + BigInt(each), 0n);
      return Promise.resolve({ result: sum });
    },
    moveResourceState: () => Promise.reject(new Error("not movable")),
    upgradeResourceIdentity: refuse,
    validateDataResourceConfig: refuse,
    readDataSource: refuse,
    validateEphemeralResourceConfig: refuse,
    openEphemeralResource: refuse,
    renewEphemeralResource: refuse,
    closeEphemeralResource: refuse,
    stop: () => stop.abort(),
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("the plain provider has none"));
}

function plan({ priorState, proposedNewState, config }: PlanResourceChangeRequest): WholeValue {
  if (proposedNewState === null || config === null) return null;
  if (priorState !== null && config["name"] === priorState["name"]) return proposedNewState;
  return merge(proposedNewState, { label: UNKNOWN, ready: UNKNOWN });
}

async function apply(
  request: ApplyResourceChangeRequest,
  label: TerraformValue,
  stopped: AbortSignal,
): Promise<ApplyResourceChangeResponse> {
  const { plannedState } = request;
  request.log.info("applying", { resource: request.typeName, password: "hunter2" });
  const reply = (newState: WholeValue): ApplyResourceChangeResponse => ({
    newState,
    private: request.plannedPrivate,
    newIdentity: null,
    diagnostics: [],
  });
  if (plannedState === null) return reply(null);
  const done = merge(plannedState, {
    label: isUnknown(plannedState["label"]) ? label : (plannedState["label"] ?? null),
    ready: true,
  });
  switch (plannedState["mode"]) {
    case "until stopped":
      process.stderr.write("apply is running\n");
      await aborted(stopped, request.signal);
      process.stderr.write("apply was stopped\n");
      return reply(merge(done, { ready: false }));
    case "for ever":
      process.stderr.write("apply is running\n");
      return new Promise(() => undefined);
    case "crash":
      setImmediate(() => {
        throw new Error("boom with password hunter2");
      });
      return new Promise(() => undefined);
    case "throw":
      throw new Error("handler failed");
    case "wrong type":
      return reply(merge(done, { number: "not a number" }));
    case "print":
      console.log("printed in mid-work");
      return reply(done);
    case "refuse":
      return {
        ...reply(null),
        diagnostics: [error("Refused", "As told.", ["tags", { key: "why" }])],
      };
    default:
      return reply(done);
  }
}

function aborted(...signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of signals) {
      if (signal.aborted) resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    }
  });
}

function merge(base: TerraformObject, changes: Record<string, TerraformValue>): TerraformObject {
  return terraformObject([...Object.entries(base), ...Object.entries(changes)]);
}

function thing(values: Record<string, TerraformValue>): TerraformObject {
  const names = plainSchema.resources["plain_thing"]!.block.attributes.map(({ name }) => name);
  return terraformObject(names.map((name) => [name, values[name] ?? null] as const));
}

function asObject(raw: Record<string, string>): TerraformObject {
  return thing({ ...raw, name: `${raw["name"] ?? ""} (upgraded)` });
}
