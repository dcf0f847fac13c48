import type { Lab } from "../../lab/open-lab";
import { imageStorage } from "../support/image-storage";
import type { EditImages } from "./edits";

/** Parts of a plan that the report does not read, and that only say again what the rest says. */
const SURPLUS = ["prior_state", "planned_values", "relevant_attributes", "timestamp", "checks"];

/** Puts names of documentation in the place of this machine's addresses, paths and images. */
export function sanitiser(images: EditImages, lab: Lab, folder: string): (json: string) => string {
  const { hosts, knownHosts } = lab.inventory;
  const names: readonly (readonly [string, string])[] = [
    [images.old, "registry.example/kubernetes:v1.20.2"],
    [images.new, "registry.example/kubernetes:v1.20.15"],
    [images.app, "registry.example/hello:1.0"],
    [knownHosts, "/home/you/.ssh/known_hosts"],
    [hosts[0]!.keyPath, "/home/you/.ssh/id_ed25519"],
    [imageStorage(), "/var/lib/images"],
    [folder, "/home/you/stack"],
    ...hosts.map(({ address }, index) => [address, `192.0.2.${11 + index}`] as const),
  ];
  const longestFirst = [...names].sort(([a], [b]) => b.length - a.length);
  return (json) => {
    const plan = JSON.parse(
      longestFirst.reduce((text, [from, to]) => text.replaceAll(from, to), json),
    ) as Record<string, unknown>;
    const kept = Object.entries(plan).filter(([name]) => !SURPLUS.includes(name));
    return `${JSON.stringify(Object.fromEntries(kept))}\n`;
  };
}
