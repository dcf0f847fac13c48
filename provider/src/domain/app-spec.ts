import type { HostLocator } from "./host-locator";
import type { ImageMount } from "./image-mount";

/** What an installed application shall be. */
export interface AppSpec {
  readonly clusterId: string;
  readonly controlPlanes: readonly HostLocator[];
  readonly registryHost: HostLocator | null;
  readonly name: string;
  readonly image: ImageMount;
  readonly env: Readonly<Record<string, string>>;
  /** Command lines in place of the image's; `null` runs the image's ENTRYPOINT and CMD. */
  readonly command: readonly string[] | null;
  readonly args: readonly string[];
  readonly uninstallCommand: readonly string[];
  readonly triggers: Readonly<Record<string, string>>;
}
