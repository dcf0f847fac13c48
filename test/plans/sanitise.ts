import type { Lab } from "../../lab/open-lab";
import { imageStorage } from "../support/image-storage";
import type { EditImages } from "./edits";

/** Parts of a plan that the report does not read, and that only say again what the rest says. */
const SURPLUS = ["prior_state", "planned_values", "relevant_attributes", "timestamp", "checks"];

/** Makes a recorded plan short, and fit for everybody's eyes. */
export function sanitiser(images: EditImages, lab: Lab, folder: string): (json: string) => string {
  const addresses = lab.inventory.hosts.map(
    ({ address }, index) => [address, `192.0.2.${11 + index}`] as const,
  );
  const rename = renamer([...namesOf(images, lab, folder), ...addresses]);
  return (json) => {
    const plan = JSON.parse(rename(json)) as Record<string, unknown>;
    const kept = Object.entries(plan).filter(([name]) => !SURPLUS.includes(name));
    return `${JSON.stringify(Object.fromEntries(kept))}\n`;
  };
}

/** This machine's paths and images, and the names of documentation that stand for them. */
export function namesOf(images: EditImages, lab: Lab, folder: string): Names {
  const { hosts, knownHosts } = lab.inventory;
  return [
    [images.old, "registry.example/kubernetes:v1.20.2"],
    [images.new, "registry.example/kubernetes:v1.20.15"],
    [images.app, "registry.example/hello:1.0"],
    [knownHosts, "/home/you/.ssh/known_hosts"],
    [hosts[0]!.keyPath, "/home/you/.ssh/id_ed25519"],
    [imageStorage(), "/var/lib/images"],
    [folder, "/home/you/stack"],
  ];
}

/** Puts the second of each pair in the place of the first. */
export function renamer(names: Names): (text: string) => string {
  const longestFirst = [...names].sort(([a], [b]) => b.length - a.length);
  return (text) => longestFirst.reduce((done, [from, to]) => done.replaceAll(from, to), text);
}

type Names = readonly (readonly [from: string, to: string])[];
