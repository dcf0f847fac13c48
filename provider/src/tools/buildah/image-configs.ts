import { parseAllDocuments } from "yaml";

import type { ImageConfig } from "../../domain/image-mount";
import type { Issue } from "../../domain/issue";

/** The file at an image's root that holds changes the image makes to itself. */
export const OWN_CONFIGS = "config.yml";

const STRATEGIES = ["merge", "override", "insert", "append"] as const;

/**
 * Reads the `Config` documents of an image's own `config.yml`; other documents are none of ours. Of two
 * with one name the later counts, and a strategy that is absent or unknown means override: as sealos does.
 */
export function parseOwnConfigs(image: string, text: string): readonly ImageConfig[] | Issue {
  const documents = parseAllDocuments(text, { prettyErrors: false });
  const list = Array.isArray(documents) ? [...documents] : [];
  const error = list.flatMap(({ errors }) => errors)[0];
  if (error !== undefined) return unreadable(image, error.message);
  const named = new Map<string, ImageConfig>();
  list.forEach((document, index) => {
    const config = readConfig(document.toJS());
    if (config !== undefined) named.set(config.name ?? `#${index}`, config.config);
  });
  return [...named.values()];
}

function readConfig(
  document: unknown,
): { name: string | undefined; config: ImageConfig } | undefined {
  if (!isRecord(document) || document["kind"] !== "Config" || !isRecord(document["spec"]))
    return undefined;
  const { spec, metadata } = document;
  const strategy = STRATEGIES.find((known) => known === spec["strategy"]) ?? "override";
  const match = text(spec["match"]);
  return {
    name: isRecord(metadata) ? text(metadata["name"]) : undefined,
    config: {
      path: text(spec["path"]) ?? "",
      strategy,
      match: match === "" ? undefined : match,
      data: text(spec["data"]) ?? "",
    },
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unreadable(image: string, reason: string): Issue {
  return {
    severity: "error",
    summary: "Config Of The Image Cannot Be Read",
    detail: `image: ${OWN_CONFIGS} of ${image} is not valid YAML: ${reason}. Correct the file and rebuild the image.`,
    attribute: ["image"],
  };
}
