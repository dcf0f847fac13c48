import type { HostSpec } from "../../domain/host-spec";
import { isSameVersion } from "../../domain/node-standing";
import type { PhaseContext } from "../context";
import type { HostContext } from "../phases/host/context";
import { awaitRegistry } from "../phases/host/await-registry";
import { bootstrapCri } from "../phases/host/bootstrap-cri";
import { bootstrapInit } from "../phases/host/bootstrap-init";
import { bootstrapPostflight } from "../phases/host/bootstrap-postflight";
import { bootstrapPreflight } from "../phases/host/bootstrap-preflight";
import { bootstrapRegistry } from "../phases/host/bootstrap-registry";
import { bootstrapRegistryHost } from "../phases/host/bootstrap-registry-host";
import { check } from "../phases/host/check";
import { mirrorRegistry } from "../phases/host/mirror-registry";
import { mountRootfs } from "../phases/host/mount-rootfs";
import { recordHostFiles } from "../phases/host/record-host";
import { setHostname } from "../phases/host/set-hostname";
import { stageBootstrap } from "../phases/host/stage-bootstrap";
import type { Phase } from "../phase";

/** What must hold before anything on the machine is changed. */
export const checkHostPhases: readonly Phase<HostSpec, HostContext>[] = [check];

/** A bare machine becomes a host that kubeadm can work on. */
export const prepareHostPhases: readonly Phase<HostSpec, HostContext>[] = [
  setHostname,
  mountRootfs,
  mirrorRegistry,
  bootstrapPreflight,
  bootstrapRegistryHost,
  bootstrapRegistry,
  awaitRegistry,
  bootstrapCri,
  bootstrapInit,
  bootstrapPostflight,
  recordHostFiles,
];

/** What restarts or replaces things that a node runs on: in an upgrade it waits for the node's turn. */
export const bootstrapPhases: readonly Phase<HostSpec, PhaseContext>[] = [
  bootstrapRegistry,
  bootstrapCri,
  bootstrapInit,
  bootstrapPostflight,
  recordHostFiles,
];

/** The host of a node is given another version of Kubernetes: all that can be done while the old one runs. */
export const stageHostPhases: readonly Phase<HostSpec, HostContext>[] = [
  setHostname,
  mountRootfs,
  mirrorRegistry,
  bootstrapPreflight,
  bootstrapRegistryHost,
  awaitRegistry,
  stageBootstrap,
];

/** Every step that a host can have, for its undoing. */
export const everyHostPhase: readonly Phase<HostSpec, HostContext>[] = [
  ...checkHostPhases,
  ...prepareHostPhases,
  stageBootstrap,
];

/** What is there on a host already. */
export interface HostStanding {
  /** Whether it became a node. */
  readonly isMember: boolean;
  /** The Kubernetes version that is installed on it; undefined where that is not known. */
  readonly installed: string | undefined;
}

/** The workflow of a host that stands so, for an image of the `wanted` version (undefined while that is not known). */
export function hostPhasesFor(
  { isMember, installed }: HostStanding,
  wanted: string | undefined,
): readonly Phase<HostSpec, HostContext>[] {
  const isOther =
    installed !== undefined && wanted !== undefined && !isSameVersion(installed, wanted);
  return isMember && isOther ? stageHostPhases : prepareHostPhases;
}
