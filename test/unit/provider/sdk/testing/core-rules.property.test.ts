import * as fc from "fast-check";
import {
  createProviderServer,
  defineProvider,
  defineResource,
  defineSchema,
  type Schema,
  type StateOutcome,
} from "../../../../../provider/sdk";
import { ProviderHarness } from "../../../../../provider/sdk/testing";
import { blockType } from "../../../../../provider/sdk/schema/block-type";
import { compileSchema } from "../../../../../provider/sdk/schema/compile";
import { validateConfig } from "../../../../../provider/sdk/schema/validate";
import { conform } from "../../../../../provider/sdk/values/conform";
import { isEqual } from "../../../../../provider/sdk/values/equal";
import { holdsUnknown } from "../../../../../provider/sdk/values/holds-unknown";
import type { TerraformType } from "../../../../../provider/sdk/values/terraform-type";
import type {
  TerraformObject,
  TerraformValue,
} from "../../../../../provider/sdk/values/terraform-value";
import { fillConfig, fillUnknown } from "../fill-unknown";
import { schemaCases, type SchemaCase, type Values } from "../schema-arbitrary";

const none = defineSchema({ description: "None.", attributes: {} });

interface Handlers {
  readonly create?: (state: Values, save: (state: Values | null) => void) => Promise<unknown>;
  readonly update?: (state: Values, save: (state: Values | null) => void) => Promise<unknown>;
  readonly plan?: (planned: Values) => unknown;
}

/** A provider whose only resource does exactly what was planned, unless told otherwise. */
async function core(schema: Schema, handlers: Handlers = {}): Promise<ProviderHarness> {
  const type = typeOf(schema);
  const finish = (planned: Values): Values =>
    fillUnknown(type, planned as TerraformValue) as TerraformObject;
  const done = (state: Values): Promise<StateOutcome<Schema>> => Promise.resolve({ state });
  const thing = defineResource<Schema, object>({
    schema,
    plan: ({ planned }) => (handlers.plan?.(planned) ?? { planned }) as { planned: Values },
    create: ({ planned, save }) =>
      (handlers.create?.(finish(planned), save) ?? done(finish(planned))) as ReturnType<
        typeof done
      >,
    update: ({ planned, save }) =>
      (handlers.update?.(finish(planned), save) ?? done(finish(planned))) as ReturnType<
        typeof done
      >,
    read: ({ state }) => ({ state }),
    delete: () => ({}),
  });
  const provider = defineProvider<typeof none, object>({
    schema: none,
    configure: () => ({ configured: {} }),
    resources: { toy_thing: () => thing },
  });
  const harness = new ProviderHarness(createProviderServer(provider));
  await harness.configure();
  return harness;
}

function typeOf(schema: Schema): TerraformType {
  return blockType(compileSchema(schema, "toy_thing").description.block);
}

function fill(schema: Schema, config: Values): Values {
  const { type, attributes } = compileSchema(schema, "toy_thing");
  return fillConfig(attributes, conform(type, config).value as TerraformObject);
}

const oneConfig = schemaCases().chain((each) =>
  fc.tuple(fc.constant(each), accepted(each, each.config)),
);
const twoConfigs = schemaCases().chain((each) => {
  const config = accepted(each, each.config);
  return fc.tuple(fc.constant(each), config, config);
});
const partialConfigs = schemaCases().chain((each) =>
  fc.tuple(fc.constant(each), accepted(each, each.config), accepted(each, each.partial)),
);

/** Configurations that pass validation now and with everything known (set elements may be equal by default). */
function accepted({ schema }: SchemaCase, configs: fc.Arbitrary<Values>): fc.Arbitrary<Values> {
  const { type, attributes } = compileSchema(schema, "toy_thing");
  const isValid = (config: Values): boolean =>
    validateConfig(attributes, conform(type, config).value as TerraformObject).length === 0;
  return configs.filter((config) => isValid(config) && isValid(fill(schema, config)));
}

async function holds<T>(values: fc.Arbitrary<T>, law: (value: T) => Promise<void>): Promise<void> {
  await fc.assert(fc.asyncProperty(values, law), {
    numRuns: Number(process.env["PROPERTY_RUNS"] ?? 40),
  });
}

const isUsable = ({ schema }: SchemaCase): boolean => Object.keys(schema.attributes).length > 0;

test("create: the plan is valid, the result consistent, a read equal, the next plan empty", async () => {
  await holds(oneConfig, async ([{ schema }, config]) => {
    const harness = await core(schema);
    const { object, diagnostics, plan } = await harness.deploy("toy_thing", config);
    expect(diagnostics).toEqual([]);
    expect(plan.action).toBe("create");
    expect((await harness.read(object!)).object).toEqual(object);
    expect((await harness.plan("toy_thing", config, object)).action).toBe("no-op");
    expect((await harness.destroy(object!)).object).toBeNull();
  });
});

test("update or replace: from any configuration to any other, and then nothing is left to do", async () => {
  await holds(twoConfigs, async ([{ schema }, before, after]) => {
    const harness = await core(schema);
    const { object } = await harness.deploy("toy_thing", before);
    const second = await harness.deploy("toy_thing", after, object);
    expect(second.diagnostics).toEqual([]);
    expect((await harness.plan("toy_thing", after, second.object)).action).toBe("no-op");
  });
});

test("planning twice gives the same plan", async () => {
  await holds(partialConfigs, async ([{ schema }, before, after]) => {
    const harness = await core(schema);
    const { object } = await harness.deploy("toy_thing", before);
    const first = await harness.plan("toy_thing", after, object);
    expect(await harness.plan("toy_thing", after, object)).toEqual(first);
  });
});

test("unknown values anywhere: the plan is valid, and holds when they become known", async () => {
  await holds(partialConfigs, async ([{ schema }, before, after]) => {
    const harness = await core(schema);
    const { object } = await harness.deploy("toy_thing", before);
    for (const start of [null, object]) {
      const plan = await harness.plan("toy_thing", after, start);
      expect(plan.diagnostics).toEqual([]);
      const final = fill(schema, after);
      const applied = await harness.apply(plan, final);
      expect(applied.diagnostics).toEqual([]);
      expect((await harness.plan("toy_thing", final, applied.object)).action).toBe("no-op");
    }
  });
});

test("a handler may return anything: core gets a storable state or none, and an error", async () => {
  const anything = fc.tuple(oneConfig, fc.anything({ withBigInt: true, withNullPrototype: true }));
  await holds(anything, async ([[each, config], garbage]) => {
    fc.pre(isUsable(each));
    const harness = await core(each.schema, { create: () => Promise.resolve({ state: garbage }) });
    const { object, diagnostics } = await harness.deploy("toy_thing", config);
    expect(object !== null || diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    if (object === null) return;
    const { value, misfits } = conform(typeOf(each.schema), object.state);
    expect(misfits).toEqual([]);
    expect(holdsUnknown(value)).toBe(false);
  });
});

test("a plan handler may return anything: what core would refuse never gets out without an error", async () => {
  const anything = fc.tuple(oneConfig, fc.anything(), fc.nat(5));
  await holds(anything, async ([[each, config], garbage, index]) => {
    const plan = (planned: Values): unknown => ({
      planned: { ...planned, [`a${index}`]: garbage },
    });
    const harness = await core(each.schema, { plan });
    await expect(harness.plan("toy_thing", config)).resolves.toBeDefined();
  });
});

test("a handler that throws at any step leaves the state that it saved last", async () => {
  const steps = fc.tuple(twoConfigs, fc.nat(4), fc.boolean());
  await holds(steps, async ([[{ schema }, before, after], stopAfter, isUpdate]) => {
    const saved: Values[] = [];
    const work: NonNullable<Handlers["create"]> = async (state, save) => {
      for (let step = 0; step < stopAfter; step += 1) {
        await Promise.resolve();
        save(state);
        saved.push(state);
      }
      throw new Error("stopped");
    };
    const healthy = await core(schema);
    const { object } = await healthy.deploy("toy_thing", before);
    const harness = await core(schema, { create: work, update: work });
    const start = isUpdate ? object : null;
    const { object: left, diagnostics, plan } = await harness.deploy("toy_thing", after, start);
    if (plan.action === "no-op") return;
    expect(diagnostics).toMatchObject([{ severity: "error" }]);
    const expected = saved.at(-1) ?? (plan.action === "update" ? object!.state : null);
    expect(left === null).toBe(expected === null);
    if (left !== null) {
      expect(isEqual(typeOf(schema), left.state, expected as TerraformObject)).toBe(true);
    }
  });
});
