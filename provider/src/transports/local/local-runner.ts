import type { Redactor } from "../../lib/redact";
import type { Runner } from "../runner";
import { createSpawningRunner } from "../spawning-runner";
import { spawnLocally } from "./spawn-locally";

export interface LocalRunnerOptions {
  readonly redactor: Redactor;
  /** The environment that commands inherit, such as `process.env`. `LC_ALL=C` is added. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How messages call this machine. Default "localhost". */
  readonly host?: string;
}

/** Makes a {@link Runner} for the machine that Terraform runs on; commands run as the same user. */
export function createLocalRunner(options: LocalRunnerOptions): Runner {
  const { redactor, env, host = "localhost" } = options;
  return createSpawningRunner({ host, spawn: (argv) => spawnLocally(argv, env) }, redactor);
}
