import { isTransportError } from "../transports/errors";

const BRAND = Symbol.for("cdktf-sealos/phase-error");

/** A step failed. `message` says where, why, and what to do about it. */
export class PhaseError extends Error {
  readonly [BRAND] = true;

  constructor(
    readonly host: string,
    readonly step: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${host}: ${step}: ${reason}`, options);
    this.name = "PhaseError";
  }
}

/** Tells a {@link PhaseError}, also one made by another copy of this module. */
export function isPhaseError(value: unknown): value is PhaseError {
  return typeof value === "object" && value !== null && BRAND in value;
}

/** What went wrong, in one text. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const KIND = Symbol.for("cdktf-sealos/error-kind");

function marked(kind: "other-machine" | "cluster-silent", message: string): Error {
  return Object.assign(new Error(message), { [KIND]: kind });
}

function isMarked(value: unknown, kind: string): boolean {
  return typeof value === "object" && value !== null && KIND in value && value[KIND] === kind;
}

/** Another machine answers at the address of one that is known. */
export function otherMachine(host: string, known: string, found: string): Error {
  return marked(
    "other-machine",
    `${host}: machine-id is ${found}, but the machine of this resource is ${known}: another machine answers at this address. Nothing was changed. If it is a new machine in the old one's place, replace the resource (terraform apply -replace=…); if the address is wrong, correct it.`,
  );
}

/** Tells an error of {@link otherMachine}: the machine that is known is not there any more. */
export function isOtherMachine(value: unknown): boolean {
  return isMarked(value, "other-machine");
}

/** Whether an error says that a machine was not reached, or is not there any more; also from within a step. */
export function isAway(value: unknown): boolean {
  if (isPhaseError(value)) return isAway(value.cause);
  return isOtherMachine(value) || (isTransportError(value) && value.kind !== "cancelled");
}

/** No control plane answers, for the given reason each. */
export function clusterSilent(reasons: readonly string[]): Error {
  return marked(
    "cluster-silent",
    `no control plane answers, so the cluster cannot be asked or changed:\n${reasons.join("\n")}\nBring one of them back; if a majority of the control planes is lost for good, restore etcd from a snapshot first.`,
  );
}

/** Tells an error of {@link clusterSilent}. */
export function isClusterSilent(value: unknown): boolean {
  return isMarked(value, "cluster-silent");
}

/** The journal cannot be read, so what is on the host is not known. */
export function damagedJournal(host: string): Error {
  return new Error(
    `${host}: /var/lib/sealos/journal.json is damaged or of a newer version of this provider. Nothing was changed. Use the provider version that wrote it, or move the file away to let the next apply start from an unknown host.`,
  );
}

/** The host is part of another cluster. */
export function ownedByOther(host: string, owner: string, wanted: string): Error {
  return new Error(
    `${host}: belongs to cluster "${owner}", but the configuration wants it in cluster "${wanted}". Nothing was changed. Destroy its sealos_host in the stack of "${owner}", or remove /var/lib/sealos from the host after cleaning it.`,
  );
}

/** A cluster without control planes cannot be made. */
export function noControlPlane(): Error {
  return new Error(
    "control_plane is empty: a cluster needs at least one control plane. Name a sealos_host in it.",
  );
}

/** The context of a build is not what it was when the build was planned. */
export function contextChanged(context: string): Error {
  return new Error(
    `context: ${context} has changed since the plan, or changes while it is read. Nothing was built. Plan again to see what the new content changes; a context that this run itself writes must be complete before it is planned.`,
  );
}
