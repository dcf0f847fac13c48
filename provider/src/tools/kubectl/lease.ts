import type { CommandOptions, QueryRunner, Runner } from "../../transports/runner";
import { ToolError } from "../tool-error";
import { kubectl, writeCommand } from "./command";

/** A lease object in `kube-system`: who may change the membership of the cluster, and until when. */
export interface Lease {
  readonly name: string;
  /** Empty when nobody holds it. */
  readonly holder: string;
  readonly durationSeconds: number;
  readonly acquiredAt: Date;
  readonly renewedAt: Date;
  /** Undefined for a lease that is still to be created. */
  readonly resourceVersion: string | undefined;
}

const NAMESPACE = "--namespace=kube-system";

/** Reads a lease; undefined when there is none. */
export async function getLease(
  runner: QueryRunner,
  name: string,
  options?: CommandOptions,
): Promise<Lease | undefined> {
  const words = ["get", "lease", name, NAMESPACE, "--ignore-not-found", "--output=json"];
  const { stdout } = await runner.query(kubectl(...words), options);
  return stdout.trim() === "" ? undefined : parseLease(stdout);
}

/**
 * Writes a lease: creates it when it has no resource version, else replaces just that version of it.
 * Answers the lease as written, or "conflict" when somebody else was faster.
 */
export async function putLease(
  runner: Runner,
  lease: Lease,
  options?: CommandOptions,
): Promise<Lease | "conflict"> {
  const verb = lease.resourceVersion === undefined ? "create" : "replace";
  const { exitCode, stdout, stderr } = await runner.exec(writeCommand(verb, "--output=json"), {
    ...options,
    stdin: formatLease(lease),
    accept: [0, 1],
  });
  if (exitCode === 0) return parseLease(stdout);
  if (/\((AlreadyExists|Conflict|NotFound)\)/.test(stderr)) return "conflict";
  throw new ToolError(
    "kubectl",
    runner.host,
    {
      severity: "error",
      summary: `Lease Not Written On ${runner.host}`,
      detail: `${runner.host}: the lease ${lease.name}, which lets one run at a time change the cluster, could not be written: ${stderr.trim()}`,
    },
    stderr,
  );
}

/** Whether a lease may be taken at the given time: nobody holds it, or its holder did not renew it in time. */
export function isLeaseFree(lease: Lease | undefined, now: Date): boolean {
  if (lease === undefined || lease.holder === "") return true;
  return now.getTime() >= lease.renewedAt.getTime() + lease.durationSeconds * 1_000;
}

interface LeaseJson {
  readonly metadata: { readonly name: string; readonly resourceVersion: string };
  readonly spec?: {
    readonly holderIdentity?: string;
    readonly leaseDurationSeconds?: number;
    readonly acquireTime?: string;
    readonly renewTime?: string;
  };
}

function parseLease(text: string): Lease {
  const { metadata, spec = {} } = JSON.parse(text) as LeaseJson;
  return {
    name: metadata.name,
    holder: spec.holderIdentity ?? "",
    durationSeconds: spec.leaseDurationSeconds ?? 0,
    acquiredAt: new Date(spec.acquireTime ?? 0),
    renewedAt: new Date(spec.renewTime ?? 0),
    resourceVersion: metadata.resourceVersion,
  };
}

function formatLease(lease: Lease): string {
  const { name, resourceVersion } = lease;
  return JSON.stringify({
    apiVersion: "coordination.k8s.io/v1",
    kind: "Lease",
    metadata: {
      name,
      namespace: "kube-system",
      ...(resourceVersion !== undefined && { resourceVersion }),
    },
    spec: {
      holderIdentity: lease.holder,
      leaseDurationSeconds: lease.durationSeconds,
      acquireTime: microTime(lease.acquiredAt),
      renewTime: microTime(lease.renewedAt),
    },
  });
}

// Kubernetes wants six digits of a second here.
function microTime(time: Date): string {
  return time.toISOString().replace(/Z$/, "000Z");
}
