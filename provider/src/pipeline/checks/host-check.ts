import type { HostFacts } from "../../domain/host-facts";

/** What a host must be able to take. */
export interface HostDemand {
  /** What messages call the host. */
  readonly name: string;
  /** Architecture of the images, `amd64`. */
  readonly arch: string;
  readonly roles: readonly string[];
  /** Size of all trees, in bytes. */
  readonly bytes: number;
  /** Whether nothing of ours is on the host yet: then nothing of anybody else's may be either. */
  readonly isFresh: boolean;
  /** The time of the machine that runs Terraform, when the facts were gathered. */
  readonly localTime: Date;
}

/**
 * One rule about a machine: what was found, the rule and the cure, or undefined where the machine keeps it.
 * Pure. To add a rule, write one file with one of these and name it in `host-checks.ts`.
 */
export type HostCheck = (facts: HostFacts, demand: HostDemand) => string | undefined;
