/** How much a refresh looks at on a host, beyond what its cluster tells. */
export enum DriftCheck {
  /** Nothing: a plan opens no SSH session on a host that is ready. */
  NONE = "none",
  /** Sizes and times of all files that were put there, digests of some, units, names, the registry's content. */
  SAMPLED = "sampled",
  /** Every digest. */
  FULL = "full",
}
