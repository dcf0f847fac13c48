import type { LockHolder } from "./lock-command";

const BRAND = Symbol.for("cdktf-sealos/host-locked");
const LOST = Symbol.for("cdktf-sealos/lock-lost");

/** Another run is changing the host. Nothing was touched. */
export class HostLockedError extends Error {
  readonly [BRAND] = true;

  constructor(
    readonly host: string,
    readonly holder: LockHolder,
    message: string,
  ) {
    super(message);
    this.name = "HostLockedError";
  }
}

/** Tells a {@link HostLockedError}, also one made by another copy of this module. */
export function isHostLockedError(value: unknown): value is HostLockedError {
  return typeof value === "object" && value !== null && BRAND in value;
}

/** The error for a host that another run has locked. */
export function hostIsLocked(host: string, holder: LockHolder): HostLockedError {
  const { owner, since, expires } = holder;
  return new HostLockedError(
    host,
    holder,
    `${host}: ${owner} is changing this host since ${since.toISOString()}; only one run at a time may. ` +
      `Wait until it has ended and apply again. If it is gone, its lock expires by itself at ${expires.toISOString()} (the host's clock).`,
  );
}

/** The error for a lock that was lost while it was needed. */
export function lockWasLost(host: string, holder: LockHolder | undefined): Error {
  const taker = holder === undefined ? "" : ` and ${holder.owner} took it`;
  const error = new Error(
    `${host}: the lock on this host was lost, because its lease ran out${taker}. What was under way may be half done; apply again.`,
  );
  return Object.assign(error, { [LOST]: true });
}

/** Tells the error of a lost lock, which is also the reason of the `lost` signal of a lock, from any other. */
export function isLockLost(value: unknown): value is Error {
  return typeof value === "object" && value !== null && LOST in value;
}
