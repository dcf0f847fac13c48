import { error, hasError, type Diagnostic } from "../diagnostics";
import { SILENT_LOGGER, type Logger } from "../logger";
import { applyViolations, consistencyViolations, storageViolations } from "../planning/apply-rules";
import { planViolations, replaceViolations } from "../planning/plan-rules";
import { blockType } from "../schema/block-type";
import type { SchemaBlock, SchemaDescription, SchemaVersion } from "../schema/schema-description";
import type {
  ApplyResourceChangeResponse,
  PlanResourceChangeResponse,
  ProviderServer,
  RequestContext,
  WholeValue,
} from "../server/provider-server";
import type { AttributePath } from "../values/attribute-path";
import { formatPath } from "../values/attribute-path";
import { conform } from "../values/conform";
import { isEqual } from "../values/equal";
import { isTerraformObject, type TerraformObject } from "../values/terraform-value";
import { assertNoViolations } from "./oracle-error";
import { proposedNewState } from "./proposed-state";

/** One object of a resource, as core keeps it. */
export interface ManagedObject {
  readonly typeName: string;
  readonly state: TerraformObject;
  readonly private: string;
  readonly identity: WholeValue;
  /** Its create failed: the next plan replaces it. */
  readonly isTainted: boolean;
}

/** What Terraform would show for a plan. */
export type PlannedAction = "create" | "update" | "replace" | "delete" | "no-op";

/** A plan that the oracle has accepted, or one with errors. */
export interface HarnessPlan {
  readonly typeName: string;
  readonly action: PlannedAction;
  readonly before: ManagedObject | null;
  readonly config: WholeValue;
  readonly planned: WholeValue;
  readonly plannedPrivate: string;
  readonly requiresReplace: readonly AttributePath[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What is left after an apply, a destroy or a refresh. */
export interface HarnessResult {
  /** Null if nothing exists (any more). */
  readonly object: ManagedObject | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** How the harness calls the server. */
export interface HarnessOptions {
  readonly signal?: AbortSignal;
  readonly log?: Logger;
}

/** Attributes by name; what is left out is null. Values may be `UNKNOWN`. */
export type PlainConfig = Readonly<Record<string, unknown>>;

/**
 * Plays Terraform core over a provider server in the same process: validate, read, plan, plan again, apply, with the
 * rules of core checked at every step. A broken rule throws an `OracleError`; what the provider reports is returned.
 */
export class ProviderHarness {
  readonly #schema: SchemaDescription;
  readonly #context: RequestContext;

  constructor(
    readonly server: ProviderServer,
    options: HarnessOptions = {},
  ) {
    this.#schema = server.getProviderSchema();
    this.#context = {
      signal: options.signal ?? new AbortController().signal,
      log: options.log ?? SILENT_LOGGER,
    };
  }

  /** ValidateProviderConfig, then ConfigureProvider unless that reported an error. */
  async configure(config: PlainConfig = {}): Promise<readonly Diagnostic[]> {
    const typed = typedConfig(this.#schema.provider, config);
    const request = { ...this.#context, config: typed };
    const { diagnostics } = await this.server.validateProviderConfig(request);
    if (hasError(diagnostics)) return diagnostics;
    const configured = await this.server.configureProvider({
      ...request,
      terraformVersion: "1.11.4",
    });
    return [...diagnostics, ...configured.diagnostics];
  }

  /** ValidateResourceConfig. */
  async validate(typeName: string, config: PlainConfig): Promise<readonly Diagnostic[]> {
    return this.#validate(typeName, typedConfig(this.#resource(typeName), config));
  }

  /** What `terraform plan` does with one object: validate, read, plan; the second plan too, of a replacement. */
  async plan(
    typeName: string,
    config: PlainConfig,
    object: ManagedObject | null = null,
  ): Promise<HarnessPlan> {
    const refreshed = object === null ? null : await this.read(object);
    const before = refreshed === null ? null : refreshed.object;
    const typed = typedConfig(this.#resource(typeName), config);
    const told = [...(await this.#validate(typeName, typed)), ...(refreshed?.diagnostics ?? [])];
    if (hasError(told)) return failedPlan(typeName, before, typed, told);
    const plan = await this.#plan(typeName, typed, before);
    return { ...plan, diagnostics: [...told, ...plan.diagnostics] };
  }

  /**
   * What `terraform apply` does with a plan. Pass the configuration as it is by then if parts of it were unknown. The
   * plan is made again first, and must agree with what was planned.
   */
  async apply(plan: HarnessPlan, finalConfig?: PlainConfig): Promise<HarnessResult> {
    if (plan.action === "no-op" || hasError(plan.diagnostics)) {
      return { object: plan.before, diagnostics: plan.diagnostics };
    }
    const config =
      finalConfig === undefined
        ? plan.config
        : typedConfig(this.#resource(plan.typeName), finalConfig);
    if (plan.action !== "replace") return this.#applyFinal(plan, config, plan.before);
    const removal = await this.#delete(plan);
    return removal.object === null ? this.#applyFinal(plan, config, null) : removal;
  }

  /** Plans and applies in one go. */
  async deploy(
    typeName: string,
    config: PlainConfig,
    object: ManagedObject | null = null,
  ): Promise<HarnessResult & { readonly plan: HarnessPlan }> {
    const plan = await this.plan(typeName, config, object);
    return { ...(await this.apply(plan)), plan };
  }

  /** What `terraform destroy` does with one object: a destroy plan, then its apply. */
  async destroy(object: ManagedObject): Promise<HarnessResult> {
    const plan = await this.server.planResourceChange({
      ...this.#context,
      typeName: object.typeName,
      priorState: object.state,
      proposedNewState: null,
      config: null,
      priorPrivate: object.private,
      priorIdentity: object.identity,
    });
    if (hasError(plan.diagnostics)) return { object, diagnostics: plan.diagnostics };
    const block = this.#block(object.typeName);
    const context = { config: null, prior: object.state };
    assertNoViolations("destroy plan", planViolations(block, context, plan.plannedState));
    return this.#remove(object, plan.plannedPrivate);
  }

  /** ReadResource; null means that the object is gone. */
  async read(object: ManagedObject): Promise<HarnessResult> {
    const { typeName } = object;
    const reply = await this.server.readResource({
      ...this.#context,
      typeName,
      currentState: object.state,
      private: object.private,
      currentIdentity: object.identity,
    });
    if (hasError(reply.diagnostics)) return { object, diagnostics: reply.diagnostics };
    assertNoViolations("read", storageViolations(this.#block(typeName), reply.newState));
    const { newState: state, newIdentity: identity } = reply;
    return {
      object: state === null ? null : { ...object, state, private: reply.private, identity },
      diagnostics: reply.diagnostics,
    };
  }

  /** Import by ID (text) or by identity (attributes), then the read that completes it. */
  async import(typeName: string, by: string | PlainConfig): Promise<HarnessResult> {
    const reply = await this.server.importResourceState({
      ...this.#context,
      typeName,
      id: typeof by === "string" ? by : "",
      identity: typeof by === "string" ? null : this.#identity(typeName, by),
    });
    const [imported] = reply.importedResources;
    if (imported?.state === undefined || imported.state === null) {
      return { object: null, diagnostics: reply.diagnostics };
    }
    const read = await this.read({
      typeName,
      state: imported.state,
      private: imported.private,
      identity: imported.identity,
      isTainted: false,
    });
    if (read.object !== null)
      return { ...read, diagnostics: [...reply.diagnostics, ...read.diagnostics] };
    const gone = error(
      "Cannot import non-existent remote object",
      "The read after the import found nothing.",
    );
    return { object: null, diagnostics: [...reply.diagnostics, ...read.diagnostics, gone] };
  }

  async #validate(typeName: string, config: TerraformObject): Promise<readonly Diagnostic[]> {
    const clientCapabilities = { writeOnlyAttributesAllowed: true };
    const request = { ...this.#context, typeName, config, clientCapabilities };
    return (await this.server.validateResourceConfig(request)).diagnostics;
  }

  async #plan(
    typeName: string,
    config: TerraformObject,
    before: ManagedObject | null,
  ): Promise<HarnessPlan> {
    if (before?.isTainted === true) {
      const plan = await this.#planOnce(typeName, config, null);
      return { ...plan, before, action: "replace" };
    }
    const plan = await this.#planOnce(typeName, config, before);
    if (before === null || hasError(plan.diagnostics) || !this.#isReplacement(plan, before))
      return plan;
    const again = await this.#planOnce(
      typeName,
      config,
      { ...before, state: null },
      plan.plannedPrivate,
    );
    // Core shows the warnings of the first plan only.
    const diagnostics = [
      ...plan.diagnostics,
      ...again.diagnostics.filter(({ severity }) => severity === "error"),
    ];
    return {
      ...again,
      before,
      action: "replace",
      requiresReplace: plan.requiresReplace,
      diagnostics,
    };
  }

  async #planOnce(
    typeName: string,
    config: TerraformObject,
    before: (Omit<ManagedObject, "state"> & { readonly state: WholeValue }) | null,
    priorPrivate: string = before?.private ?? "",
  ): Promise<HarnessPlan> {
    const block = this.#block(typeName);
    const prior = before?.state ?? null;
    const reply = await this.server.planResourceChange({
      ...this.#context,
      typeName,
      priorState: prior,
      proposedNewState: proposedNewState(block, prior, config),
      config,
      priorPrivate,
      priorIdentity: before?.identity ?? null,
    });
    const plan = { typeName, config, before: before as ManagedObject | null };
    const planned = this.#acceptPlan(typeName, { config, prior }, reply);
    return { ...plan, ...planned, action: this.#actionOf(typeName, prior, reply.plannedState) };
  }

  #acceptPlan(
    typeName: string,
    context: { readonly config: TerraformObject; readonly prior: WholeValue },
    reply: PlanResourceChangeResponse,
  ): Pick<HarnessPlan, "planned" | "plannedPrivate" | "requiresReplace" | "diagnostics"> {
    const { plannedState: planned, plannedPrivate, requiresReplace, diagnostics } = reply;
    if (!hasError(diagnostics)) {
      assertNoViolations("plan", [
        ...planViolations(this.#block(typeName), context, planned),
        ...replaceViolations(requiresReplace, context.prior, planned),
      ]);
    }
    return { planned, plannedPrivate, requiresReplace, diagnostics };
  }

  #actionOf(typeName: string, prior: WholeValue, planned: WholeValue): PlannedAction {
    if (prior === null) return "create";
    return isEqual(blockType(this.#block(typeName)), prior, planned) ? "no-op" : "update";
  }

  #isReplacement(plan: HarnessPlan, before: ManagedObject): boolean {
    return plan.requiresReplace.some((path) => {
      const left = valueAt(before.state, path);
      const right = valueAt(plan.planned, path);
      return !isEqual("dynamic", left, right);
    });
  }

  async #applyFinal(
    plan: HarnessPlan,
    config: WholeValue,
    before: ManagedObject | null,
  ): Promise<HarnessResult> {
    const { typeName } = plan;
    const told = await this.#validate(typeName, config ?? {});
    if (hasError(told)) return { object: before, diagnostics: told };
    const final = await this.#planOnce(typeName, config ?? {}, before);
    if (hasError(final.diagnostics)) return { object: before, diagnostics: final.diagnostics };
    const block = this.#block(typeName);
    assertNoViolations("final plan", consistencyViolations(block, plan.planned, final.planned));
    const reply = await this.server.applyResourceChange({
      ...this.#context,
      typeName,
      priorState: before?.state ?? null,
      plannedState: final.planned,
      config,
      plannedPrivate: final.plannedPrivate,
      plannedIdentity: before?.identity ?? null,
    });
    return this.#keep(typeName, before, final.planned, reply);
  }

  #keep(
    typeName: string,
    before: ManagedObject | null,
    planned: WholeValue,
    reply: ApplyResourceChangeResponse,
  ): HarnessResult {
    const { newState: state, newIdentity: identity, diagnostics } = reply;
    const block = this.#block(typeName);
    const hasFailed = hasError(diagnostics);
    const violations = hasFailed
      ? storageViolations(block, state)
      : applyViolations(block, planned, state);
    assertNoViolations("result of apply", violations);
    if (state === null) return { object: hasFailed ? before : null, diagnostics };
    const isTainted = hasFailed && before === null;
    return {
      object: { typeName, state, private: reply.private, identity, isTainted },
      diagnostics,
    };
  }

  /** The delete half of a replacement receives the private data of the plan to create. */
  async #delete(plan: HarnessPlan): Promise<HarnessResult> {
    return plan.before === null
      ? { object: null, diagnostics: [] }
      : this.#remove(plan.before, plan.plannedPrivate);
  }

  async #remove(object: ManagedObject, plannedPrivate: string): Promise<HarnessResult> {
    const reply = await this.server.applyResourceChange({
      ...this.#context,
      typeName: object.typeName,
      priorState: object.state,
      plannedState: null,
      config: null,
      plannedPrivate,
      plannedIdentity: object.identity,
    });
    const { newState: state, diagnostics } = reply;
    if (!hasError(diagnostics)) {
      const block = this.#block(object.typeName);
      assertNoViolations("result of delete", applyViolations(block, null, state));
      return { object: null, diagnostics };
    }
    return {
      object: { ...object, state: state ?? object.state, private: reply.private },
      diagnostics,
    };
  }

  #identity(typeName: string, by: PlainConfig): WholeValue {
    const names = this.#schema.identities[typeName]?.attributes ?? [];
    const type = [
      "object",
      Object.fromEntries(names.map(({ name, type }) => [name, type])),
    ] as const;
    const { value } = conform(type, by);
    return isTerraformObject(value) ? value : null;
  }

  #block(typeName: string): SchemaBlock {
    return this.#resource(typeName).block;
  }

  #resource(typeName: string): SchemaVersion {
    const schema = this.#schema.resources[typeName];
    if (schema === undefined) throw new Error(`the provider has no resource ${typeName}`);
    return schema;
  }
}

function typedConfig({ block }: SchemaVersion, config: PlainConfig): TerraformObject {
  const { value, misfits } = conform(blockType(block), config);
  const [first] = misfits;
  if (first !== undefined) throw new Error(`${formatPath(first.path)} ${first.message}`);
  return isTerraformObject(value) ? value : {};
}

function failedPlan(
  typeName: string,
  before: ManagedObject | null,
  config: TerraformObject,
  diagnostics: readonly Diagnostic[],
): HarnessPlan {
  const nothing = { planned: null, plannedPrivate: "", requiresReplace: [] };
  return { typeName, before, config, diagnostics, ...nothing, action: "no-op" };
}

function valueAt(root: WholeValue, path: AttributePath): TerraformObject[string] {
  let here: unknown = root;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return null;
    const name = typeof step === "object" ? step.key : step;
    here = (here as Readonly<Record<string | number, unknown>>)[name];
  }
  return (here ?? null) as TerraformObject[string];
}
