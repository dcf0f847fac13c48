import { parseImageReference } from "../../../provider/src/domain/image-reference";
import type { Change } from "./change";
import { moveOf } from "./hosts";
import { valuesOf, type Inventory, type Machine } from "./inventory";
import { withoutIndexes, type References } from "./references";
import type { ImageReport, StackReport } from "./report-schema";
import { linesOf } from "./steps";
import { numberAt, textAt } from "./tree";

/** What each `sealos_image_mount` is, before and after. */
export function imageReports(images: readonly Change[]): readonly ImageReport[] {
  return images.map((image) => ({
    address: image.address,
    action: image.action,
    reference: moveOf(image, "image"),
    type: textAt(valuesOf(image), "type") ?? textAt(valuesOf(image), "expected_type") ?? null,
    digest: moveOf(image, "digest"),
    kubernetes_version: moveOf(image, "kubernetes_version"),
    bytes: numberAt(valuesOf(image), "size_bytes") ?? null,
    pinned: isPinned(textAt(valuesOf(image), "image") ?? ""),
  }));
}

function isPinned(reference: string): boolean {
  const parsed = parseImageReference(reference);
  if (!("transport" in parsed) || parsed.transport !== "docker") return true;
  return parsed.digest !== undefined || (parsed.tag ?? "latest") !== "latest";
}

/** An image that travels to an object's host; no size where nobody knows it yet. */
export interface Shipment {
  readonly reference: string;
  readonly bytes: number | undefined;
}

/** What travels for one object of the plan, at most. */
export type ShipmentFinder = (change: Change | undefined) => readonly Shipment[];

/**
 * Finds what the plan of an object sends. Its lines say so; where they are open, the images that it refers to count,
 * if it is new.
 */
export function shipmentFinder(
  images: readonly ImageReport[],
  references: References,
): ShipmentFinder {
  const byReference = new Map(images.map((image) => [image.reference?.to ?? "", image]));
  const byAddress = new Map(images.map((image) => [withoutIndexes(image.address), image]));
  const sizeOf = (reference: string, megabytes: string | undefined): number | undefined =>
    byReference.get(reference)?.bytes ??
    (megabytes === undefined ? undefined : Number(megabytes) * 1e6);
  return (change) => {
    if (change === undefined) return [];
    const lines = linesOf(change);
    const told = lines.flatMap(({ text = "" }) =>
      [...text.matchAll(SENDING)].map(({ groups = {} }) => ({
        reference: groups["reference"] ?? "",
        bytes: sizeOf(groups["reference"] ?? "", groups["megabytes"]),
      })),
    );
    const isOpen = lines.some(({ text }) => text === undefined);
    if (told.length > 0 || !isOpen || change.action === "update") return told;
    return referred(change, references).map((target) => {
      const image = byAddress.get(target);
      return {
        reference: image?.reference?.to ?? target,
        bytes: image?.bytes ?? undefined,
      };
    });
  };
}

const SENDING =
  /\bsend (?:rootfs|patch|application) (?<reference>[^\s,]+)(?: \((?<megabytes>\d+) MB\))?/g;

function referred(change: Change, references: References): readonly string[] {
  const { images = [], image = [] } = references.get(withoutIndexes(change.address)) ?? {};
  return [...images, ...image]
    .filter((target) => target.includes("sealos_image_mount."))
    .map((target) => withoutIndexes(target).replace(/\.mount$/, ""));
}

/** Sums up what travels, image by image. */
export function transferOf(
  { machines, apps }: Inventory,
  shipments: ShipmentFinder,
): StackReport["transfer"] {
  const all = [...machines.map(({ host }) => host), ...apps].map((change) => shipments(change));
  const images = new Map<string, StackReport["transfer"]["images"][number]>();
  for (const { reference, bytes } of all.flat()) {
    const before = images.get(reference);
    images.set(reference, { reference, bytes: bytes ?? null, hosts: (before?.hosts ?? 0) + 1 });
  }
  return {
    bytes: all.flat().reduce((sum, { bytes = 0 }) => sum + bytes, 0),
    images: [...images.values()],
    unknown: all.filter((sent) => sent.some(({ bytes }) => bytes === undefined)).length,
  };
}

/** Bytes that travel to a machine, at most. */
export function bytesTo({ host }: Machine, shipments: ShipmentFinder): number {
  return shipments(host).reduce((sum, { bytes = 0 }) => sum + bytes, 0);
}
