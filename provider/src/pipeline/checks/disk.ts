import type { HostCheck } from "./host-check";

// The tree itself, once more while it is replaced, and room for what runs.
const FACTOR = 2;

/** The trees must fit before they are sent. */
export const disk: HostCheck = ({ freeBytes }, { bytes, isFresh }) => {
  const needed = bytes * FACTOR;
  return !isFresh || freeBytes >= needed
    ? undefined
    : `/var/lib has ${megabytes(freeBytes)} MB free, the images need ${megabytes(needed)} MB. Free some space or enlarge the file system.`;
};

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
