import type { ImageMount } from "./image-mount";

/** Where the hosts of a cluster find its registry. `null` stands for "as the image says". */
export interface RegistrySpec {
  readonly domain: string | null;
  readonly port: number | null;
  /** Address of the host that serves it; `null` on that host itself. */
  readonly address: string | null;
}

/** What a host shall be. */
export interface HostSpec {
  /** What plans and messages call it. */
  readonly name: string;
  readonly address: string;
  readonly cluster: string;
  readonly roles: readonly string[];
  /** One rootfs, then patches. */
  readonly images: readonly ImageMount[];
  readonly env: Readonly<Record<string, string>>;
  /** Stronger than `env`, and known while applying only: no plan, state, journal or digest holds it. */
  readonly secretEnv: Readonly<Record<string, string>>;
  readonly registry: RegistrySpec;
  /** Host name to set; `null` leaves the machine's own. */
  readonly hostname: string | null;
}

/** The role of a host that serves the cluster's registry. */
export const REGISTRY_ROLE = "registry";

/** The role of a host that will be a control plane. */
export const CONTROL_PLANE_ROLE = "control-plane";

/** The role of a host that will be a worker. */
export const WORKER_ROLE = "worker";

/** Labels of all images of a host; those of later images win, so that a patch can replace a script. */
export function hostLabels(images: readonly ImageMount[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...images.map(({ labels }) => labels)) as Record<string, string>;
}
