import type { Move } from "./report-schema";

/** `1 host`, `2 hosts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Bytes for people, in powers of ten: `120 MB`, `1.3 GB`. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e12) return `${(bytes / 1e12).toFixed(1)} TB`;
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.ceil(bytes / 1e6)} MB` : `${Math.ceil(bytes / 1e3)} kB`;
}

/** Seconds for people: `40 s`, `12 min`, `1 h 20 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What a stage of an apply takes, of which some steps may not be counted: `40 s`, `at least 40 s`. */
export function formatStage(seconds: number, isPartial: boolean): string {
  if (!isPartial) return formatSeconds(seconds);
  return seconds === 0 ? "not known" : `at least ${formatSeconds(seconds)}`;
}

/** Names for people; of many, the first ones and how many more: `a, b, c and 7 more`. */
export function listed(names: readonly string[], most = 6): string {
  if (names.length <= most + 1) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}

/** `v1.20.2 → v1.20.15`; one value where nothing moves; a dash where nothing is known. */
export function formatMove(move: Move): string {
  if (move === null || (move.from === null && move.to === null)) return "–";
  const { from, to } = move;
  if (from === to) return to ?? "–";
  if (from === null) return to ?? "–";
  return `${from} → ${to ?? "known after apply"}`;
}
