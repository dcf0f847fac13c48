import type { HostSpec } from "../../../domain/host-spec";
import { hostLabels } from "../../../domain/host-spec";
import { rootfsDirectory } from "../../../domain/paths";
import { PRODUCT_VERSION } from "../../../domain/product";
import { builtInEnvironment, templateEnvironment } from "../../../domain/template-environment";
import { readUnitStates, runUnit } from "../../../tools/systemd";
import type { QueryRunner } from "../../../transports/runner";
import type { Finding } from "../../find-drift";
import type { PhaseContext } from "../../context";

const SCRIPT_LIMIT_MS = 15 * 60_000;

/** The environment of a host's templates and scripts: the images', then the host's own, then the built-in names. */
export function hostEnvironment(spec: HostSpec): Readonly<Record<string, string>> {
  const [rootfs] = spec.images;
  return templateEnvironment({
    mount: Object.assign({}, ...spec.images.map(({ env }) => env)) as Record<string, string>,
    host: { ...registryOverrides(spec), ...spec.env, ...spec.secretEnv },
    builtIn: builtInEnvironment({
      kubernetesVersion: rootfs?.version,
      productVersion: PRODUCT_VERSION,
      roles: spec.roles,
      arch: rootfs?.platform.split("/")[1] ?? "amd64",
    }),
  }).env;
}

/** The command line that an image gives for a script: its label, else the script of that name (a contract with images). */
export function scriptOf(spec: HostSpec, label: string): string {
  return hostLabels(spec.images)[label] ?? `${label}.sh`;
}

/**
 * Runs a script of the image in its `scripts` directory with the host's environment.
 *
 * @throws Error with the tail of the output when the script fails.
 */
export async function runImageScript(
  context: PhaseContext,
  spec: HostSpec,
  step: string,
  label: string,
): Promise<void> {
  const script = scriptOf(spec, label);
  const { exitCode, tail } = await runUnit(context.host, {
    unit: `sealos-${spec.cluster}-${step}-${label}`,
    script: `bash ${script}`,
    cwd: `${rootfsDirectory(spec.cluster)}/scripts`,
    env: hostEnvironment(spec),
    timeoutMs: SCRIPT_LIMIT_MS,
    onLine: (line, stream) => context.report(step, { type: "output", stream, line }),
    signal: context.signal,
  });
  if (exitCode !== 0) throw new Error(scriptFailure(label, script, exitCode, tail));
}

/** The units in which images run a container runtime. */
export const RUNTIME_UNITS: readonly string[] = ["containerd", "image-cri-shim"];

/** Those of the units that the host has but does not start, or, where they must run, does not run. */
export async function deadUnits(
  host: QueryRunner,
  units: readonly string[],
  mustRun = true,
): Promise<readonly Finding[]> {
  if (units.length === 0) return [];
  const states = await readUnitStates(host, units);
  return states.flatMap(({ unit, isEnabled, isActive }) => [
    ...(isEnabled ? [] : [{ text: `the unit ${unit} is disabled`, restoredBy: [] }]),
    ...(isActive || !mustRun ? [] : [{ text: `the unit ${unit} does not run`, restoredBy: [] }]),
  ]);
}

function scriptFailure(label: string, script: string, exitCode: number, tail: string): string {
  return `the image's ${label} script (${script}) ended with status ${exitCode}; its last output:\n${tail}\nMend what it complains about on the host; the next apply runs the script again.`;
}

function registryOverrides({ registry }: HostSpec): Record<string, string> {
  return {
    ...(registry.domain === null ? {} : { registryDomain: registry.domain }),
    ...(registry.port === null ? {} : { registryPort: String(registry.port) }),
  };
}
