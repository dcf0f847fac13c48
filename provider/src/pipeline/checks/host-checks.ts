import { architecture } from "./architecture";
import { clock } from "./clock";
import { disk } from "./disk";
import { foreignSoftware } from "./foreign-software";
import type { HostCheck } from "./host-check";
import { identity } from "./identity";
import { operatingSystem } from "./operating-system";
import { ports } from "./ports";
import { root } from "./root";
import { swap } from "./swap";

/** All rules about a machine, in the order in which people want to hear of them. */
export const hostChecks: readonly HostCheck[] = [
  root,
  operatingSystem,
  architecture,
  identity,
  clock,
  foreignSoftware,
  ports,
  swap,
  disk,
];
