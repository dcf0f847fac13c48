import {
  defineResource,
  requireConfigured,
  UNKNOWN,
  type CreateRequest,
  type Diagnostic,
  type FinalPlan,
  type JsonValue,
  type PlanOutcome,
  type State,
  type StateOutcome,
} from "../../../sdk";
import { outputName } from "../../domain/build/build-spec";
import { checkBuild } from "../../domain/build/check-build";
import { digestOf } from "../../lib/hash";
import {
  buildClusterImage,
  lookAtOutput,
  previewBuild,
  removeOutput,
} from "../../pipeline/build-image";
import type { Services } from "../environment";
import { issueDiagnostic } from "../issue-diagnostic";
import { whenKnown } from "../known";
import { buildOutput, buildSpec, inputsOf, writtenBuild } from "./model";
import { builtDigest, builtPrivate } from "./private-data";
import { imageBuildSchema } from "./schema";

type Schema = typeof imageBuildSchema;

/** `sealos_image_build`. */
export const imageBuild = defineResource<Schema, Services>({
  schema: imageBuildSchema,

  validate: ({ config }) => ({
    diagnostics: checkBuild(writtenBuild(config)).map(issueDiagnostic),
  }),

  // The context is read for every plan: what it holds now against what was built says whether to build.
  async plan({ planned, prior, priorPrivate, configured, signal }): Promise<PlanOutcome<Schema>> {
    const inputs = whenKnown(inputsOf(planned));
    if (inputs === undefined || configured === undefined) return { planned };
    const spec = buildSpec(inputs);
    const { value: preview, issues } = await previewBuild(configured.pipeline, spec, signal);
    const diagnostics = issues.map(issueDiagnostic);
    if (preview === undefined) return { planned, diagnostics };
    const known = {
      id: outputName(spec.output),
      context_digest: preview.contextDigest,
      collected_images: preview.collected,
    };
    if (prior !== null && isBuilt(prior, priorPrivate, inputs, preview.contextDigest)) {
      const { digest, reference, size_bytes } = prior;
      return { planned: { ...planned, ...known, digest, reference, size_bytes } };
    }
    const open = { digest: UNKNOWN, reference: UNKNOWN, size_bytes: UNKNOWN };
    return { planned: { ...planned, ...known, ...open } };
  },

  create: (request) => build(request),

  async update(request) {
    const { prior, configured, signal } = request;
    const outcome = await build(request);
    if (outcome.state === null) return { state: prior, diagnostics: outcome.diagnostics ?? [] };
    if (outcome.state.id === prior.id) return outcome;
    const { pipeline } = requireConfigured(configured);
    const built = builtDigest(request.plannedPrivate) ?? prior.digest ?? "";
    const left = await removeOutput(pipeline, buildOutput(prior), built, signal);
    return { ...outcome, diagnostics: left.map(issueDiagnostic) };
  },

  async read({ state, configured, signal }) {
    const { pipeline } = requireConfigured(configured);
    const output = buildOutput(state);
    const look = await lookAtOutput(pipeline, output, state.platforms ?? [], signal);
    if (look.issue !== undefined) return { state, diagnostics: [issueDiagnostic(look.issue)] };
    if (look.found === undefined) return { state: null };
    const { digest = null, sizeBytes = null } = look.found;
    return { state: { ...state, digest, size_bytes: sizeBytes } };
  },

  async delete({ prior, plannedPrivate, configured, signal }) {
    const { pipeline } = requireConfigured(configured);
    const built = builtDigest(plannedPrivate) ?? prior.digest ?? "";
    const left = await removeOutput(pipeline, buildOutput(prior), built, signal);
    return { diagnostics: left.map(issueDiagnostic) };
  },
});

async function build({
  planned,
  configured,
  signal,
}: CreateRequest<Schema, Services>): Promise<StateOutcome<Schema>> {
  const { pipeline } = requireConfigured(configured);
  const spec = buildSpec(planned);
  const preview = await contextOf(planned, pipeline, signal);
  if (preview.value === undefined)
    return { state: null, diagnostics: preview.issues.map(issueDiagnostic) };
  const { contextDigest, collected } = preview.value;
  const { value: built, issues } = await buildClusterImage(pipeline, spec, contextDigest, signal);
  const diagnostics: readonly Diagnostic[] = issues.map(issueDiagnostic);
  if (built === undefined) return { state: null, diagnostics };
  const state: State<Schema> = {
    ...planned,
    id: outputName(spec.output),
    context_digest: contextDigest,
    collected_images: collected,
    digest: built.digest,
    reference: built.reference,
    size_bytes: built.sizeBytes ?? null,
  };
  return { state, private: builtPrivate(built.digest), diagnostics };
}

/** What the plan saw of the context; where it could not look, what is there now. */
async function contextOf(
  planned: FinalPlan<Schema>,
  pipeline: Services["pipeline"],
  signal: AbortSignal,
): ReturnType<typeof previewBuild> {
  const seen = whenKnown({
    contextDigest: planned.context_digest,
    collected: planned.collected_images,
  });
  if (seen?.contextDigest == null) return previewBuild(pipeline, buildSpec(planned), signal);
  const { contextDigest, collected } = seen;
  return { value: { contextDigest, collected: collected ?? [] }, issues: [] };
}

function isBuilt(
  prior: State<Schema>,
  priorPrivate: JsonValue,
  inputs: object,
  contextDigest: string,
): boolean {
  const isAsBuilt = prior.digest !== null && prior.digest === builtDigest(priorPrivate);
  const isSameInput = digestOf(inputs) === digestOf(inputsOf(prior));
  return isAsBuilt && isSameInput && prior.context_digest === contextDigest;
}
