import { DiagnosticsError, requireConfigured, type Config, type State } from "../../../sdk";
import { outputName } from "../../domain/build/build-spec";
import { checkBuild } from "../../domain/build/check-build";
import { splitId, unknownAttributes } from "../../domain/import-id";
import type { Issue } from "../../domain/issue";
import { lookAtOutput, previewBuild } from "../../pipeline/build-image";
import { argumentNames, unsetArguments, withAllMembers } from "../arguments-of";
import type { Services } from "../environment";
import type { Importing } from "../importable";
import { issueDiagnostic } from "../issue-diagnostic";
import { refusal } from "../read-import-id";
import { buildSpec, writtenBuild, type BuildInputs } from "./model";
import { builtPrivate } from "./private-data";
import { imageBuildSchema } from "./schema";

type Schema = typeof imageBuildSchema;

/**
 * Import of a `sealos_image_build` by a JSON id: the archive's path or the reference as `id`, beside it `context` and what else the
 * configuration gives. What stands at the output is taken for what the context builds now.
 */
export const imageBuildImport: Importing<Schema> = {
  async find({ id, configured, signal }) {
    const { pipeline }: Services = requireConfigured(configured);
    const inputs = readInputs(id);
    const spec = buildSpec(inputs);
    const look = await lookAtOutput(pipeline, spec.output, spec.platforms, signal);
    if (look.issue !== undefined) throw refusal({ ...look.issue, severity: "error" });
    const { digest, reference, sizeBytes } = look.found ?? {};
    if (digest === undefined) throw refusal(nothingThere(outputName(spec.output)));
    const { value: preview, issues } = await previewBuild(pipeline, spec, signal);
    if (preview === undefined) throw new DiagnosticsError(issues.map(issueDiagnostic));
    const state: State<Schema> = {
      ...inputs,
      id: outputName(spec.output),
      context_digest: preview.contextDigest,
      collected_images: preview.collected,
      digest,
      reference: reference ?? null,
      size_bytes: sizeBytes ?? null,
    };
    return { state, private: builtPrivate(digest) };
  },
};

function readInputs(text: string): BuildInputs {
  const { id, attributes } = splitId(text);
  const unknown = unknownAttributes(attributes, argumentNames(imageBuildSchema));
  if (unknown !== undefined) throw refusal(unknown);
  if (typeof attributes["context"] !== "string") throw refusal(noContext(id));
  const output = id.startsWith("/") ? { archive: id } : { push: id };
  const inputs = withAllMembers(imageBuildSchema, {
    ...unsetArguments(imageBuildSchema),
    ...output,
    ...attributes,
  });
  const issues = checkBuild(writtenBuild(inputs as unknown as Config<Schema>));
  if (issues.length > 0) throw new DiagnosticsError(issues.map(issueDiagnostic));
  return inputs as unknown as BuildInputs;
}

function noContext(id: string): Issue {
  return {
    severity: "error",
    summary: "Import Needs The Context",
    detail: `"${id}" does not say what the image is built of, and the image does not, either. Import by a JSON id: {"id": "${id}", "context": "…"}, with what else the configuration gives beside it.`,
  };
}

function nothingThere(name: string): Issue {
  return {
    severity: "error",
    summary: "No Image To Import",
    detail: `${name} holds no image. There is nothing to import: the next apply builds it.`,
  };
}
