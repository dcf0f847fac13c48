import type { HostSpec } from "../../domain/host-spec";
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
import { setHostname } from "../phases/host/set-hostname";
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
];
