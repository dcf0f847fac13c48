import { localName, type RegistryReference } from "../../domain/image-reference";
import type { Runner } from "../../transports/runner";
import { platformOptions } from "./copy-image";
import { registryDidNotTell } from "./errors";

const FAILED = [1, 2, 125];
const LIMIT_MS = 60_000;
const ABSENT = /manifest unknown|name unknown|repository name not known|not found/i;

/**
 * The digest, `sha256:…`, of what a tag stands for in its registry; undefined when the registry has no such tag.
 *
 * @throws ToolError when the registry does not tell.
 */
export async function askDigest(
  runner: Runner,
  reference: RegistryReference,
  options: {
    readonly platform: string;
    readonly authFile: string | undefined;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<string | undefined> {
  const { platform, authFile, signal } = options;
  const { exitCode, stdout, stderr } = await runner.query(
    [
      "skopeo",
      ...platformOptions(platform),
      "inspect",
      "--no-tags",
      "--format={{.Digest}}",
      ...(authFile === undefined ? [] : [`--authfile=${authFile}`]),
      `docker://${localName(reference)}`,
    ],
    { timeoutMs: LIMIT_MS, accept: [0, ...FAILED], signal },
  );
  if (exitCode === 0) return stdout.trim();
  if (ABSENT.test(stderr)) return undefined;
  throw registryDidNotTell(runner.host, localName(reference), stderr);
}
