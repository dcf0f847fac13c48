import { stripVTControlCharacters } from "node:util";

/** `0.4 s`, `12 s`, `3 min 5 s`, `2 h`: two parts at most, none of them zero. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds === 0) return "0 s";
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return parts(Math.floor(whole / 60), "min", whole % 60, "s");
  return parts(Math.floor(whole / 3600), "h", Math.floor((whole % 3600) / 60), "min");
}

function parts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** `900 B`, `57.1 MB`, `1.5 GB`: decimal units, as disks and networks count. */
export function bytesText(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const amount = bytes / 1000 ** power;
  return `${power === 0 ? bytes : amount.toFixed(amount < 100 ? 1 : 0)} ${UNITS[power] ?? ""}`;
}

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** `1 host`, `2 hosts`. */
export function countText(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The text as one line without anything that moves a cursor or colours a terminal: machines printed it. */
export function harmlessLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\t/g, " ")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "");
}
