import { decodeValue } from "../../../provider/sdk/protocol/decode-value";
import { encodeValue } from "../../../provider/sdk/protocol/encode-value";
import type * as wire from "../../../provider/sdk/protocol/generated/tfplugin6";
import { blockType } from "../../../provider/sdk/schema/block-type";
import type { SchemaVersion } from "../../../provider/sdk/schema/schema-description";
import {
  terraformObject,
  type TerraformObject,
  type TerraformValue,
} from "../../../provider/sdk/values/terraform-value";
import { schemaDescription } from "../../../provider/src/compose/schema";
import { callProvider } from "./core-client";
import type { GrpcClient } from "./grpc-client";
import type { StartedProviders } from "./started-providers";

type Values = Readonly<Record<string, TerraformValue>>;
type Told = readonly wire.Diagnostic[];

/**
 * Plays the oldest Terraform that is supported, 1.5: protocol 6.3. It asks every process for the schema first, has a new process for each walk,
 * says nothing of what it can do, and knows no functions, no ephemeral resources, no write-only attributes, no identities and no moves.
 */
export class OldTerraform {
  constructor(
    private readonly providers: StartedProviders,
    private readonly executable: string,
    private readonly version = "1.5.7",
  ) {}

  /** `validate`: a process that is never configured. */
  async validate(provider: Values, typeName: string, config: Values): Promise<Told> {
    const client = await this.newProcess();
    const block = await callProvider(client, "ValidateProviderConfig", {
      config: providerBlock(provider),
    });
    const resource = await callProvider(client, "ValidateResourceConfig", {
      typeName,
      config: resourceValue(typeName, config),
    });
    return [...block.diagnostics, ...resource.diagnostics];
  }

  /** `plan` of an object that is to be made: what is planned, and what was told. */
  async planNew(typeName: string, config: Values, proposed: Values): Promise<Planned> {
    const client = await this.configured();
    const reply = await callProvider(client, "PlanResourceChange", {
      typeName,
      priorState: resourceValue(typeName, null),
      config: resourceValue(typeName, config),
      proposedNewState: resourceValue(typeName, proposed),
    });
    const planned = decodeValue(typeOf(typeName), reply.plannedState!.msgpack) as TerraformObject;
    return { planned, told: reply.diagnostics };
  }

  /** What every walk does first with an object of the state. */
  async upgradeState(typeName: string, version: number, json: string): Promise<UpgradedState> {
    const client = await this.configured();
    const reply = await callProvider(client, "UpgradeResourceState", {
      typeName,
      version,
      rawState: { json: Buffer.from(json), flatmap: {} },
    });
    return {
      json: Buffer.from(reply.upgradedState?.json ?? []).toString(),
      told: reply.diagnostics,
    };
  }

  private async newProcess(): Promise<GrpcClient> {
    const client = await this.providers.start(this.executable).connect();
    await callProvider(client, "GetProviderSchema", {});
    return client;
  }

  private async configured(): Promise<GrpcClient> {
    const client = await this.newProcess();
    const config = providerBlock({});
    await callProvider(client, "ValidateProviderConfig", { config });
    const { diagnostics } = await callProvider(client, "ConfigureProvider", {
      config,
      terraformVersion: this.version,
    });
    if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
    return client;
  }
}

/** What a plan answered. */
export interface Planned {
  readonly planned: TerraformObject;
  readonly told: Told;
}

/** What an upgrade of the state answered. */
export interface UpgradedState {
  readonly json: string;
  readonly told: Told;
}

function providerBlock(values: Values): wire.DynamicValue {
  return message(schemaDescription.provider, values);
}

function resourceValue(typeName: string, values: Values | null): wire.DynamicValue {
  return message(schemaOf(typeName), values);
}

function message(schema: SchemaVersion, values: Values | null): wire.DynamicValue {
  const value = values === null ? null : terraformObject(Object.entries(values));
  return { msgpack: encodeValue(blockType(schema.block), value), json: new Uint8Array(0) };
}

function typeOf(typeName: string) {
  return blockType(schemaOf(typeName).block);
}

function schemaOf(typeName: string): SchemaVersion {
  const schema = schemaDescription.resources[typeName];
  if (schema === undefined) throw new Error(`there is no resource ${typeName}`);
  return schema;
}
